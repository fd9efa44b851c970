"""What user functions get as their optional last argument, in the shape that the inference toolkit hands out."""
import uuid


class _RequestProcessor:
    def __init__(self, headers):
        self._headers = headers

    def get_request_properties(self):
        return self._headers


class Context:
    """The server's properties and, during a request, the request's headers and the answer's status and headers."""

    def __init__(self, model_dir, headers=None):
        self.system_properties = {"model_dir": model_dir, "gpu_id": None, "batch_size": 1}
        self.manifest = {}
        self._headers = dict(headers or {})
        self._names = {name.lower(): value for name, value in self._headers.items()}
        self.request_ids = {0: self._names.get("x-amzn-sagemaker-inference-id") or str(uuid.uuid4())}
        self.request_processor = [_RequestProcessor(self._headers)]
        self.status = None
        self.response_headers = {}

    def get_request_id(self, idx=0):
        return self.request_ids.get(idx)

    def get_request_header(self, idx, key):
        return self._names.get(key.lower()) if idx == 0 else None

    def get_all_request_header(self, idx):
        return self._headers if idx == 0 else {}

    def set_response_content_type(self, idx, value):
        self.set_response_header(idx, "Content-Type", value)

    def set_response_status(self, code=200, phrase="", idx=0):
        del phrase, idx  # one request at a time; HTTP clients read the code
        self.status = code

    def set_response_header(self, idx, key, value):
        del idx
        self.response_headers[key.lower()] = value

    def get_response_content_type(self, idx):
        del idx
        return self.response_headers.get("content-type")
