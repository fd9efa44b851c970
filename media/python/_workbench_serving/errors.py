"""Errors whose message is all that a person needs."""


class ServingError(Exception):
    """The model cannot be served; the message says what to change. Shown without a traceback."""


class UnsupportedFormatError(Exception):
    """No default reads or writes this content type. Answered with 415."""

    def __init__(self, content_type, function):
        super().__init__(
            "Content type %s is not supported by this framework. Please implement %s to handle it."
            % (content_type, function)
        )
