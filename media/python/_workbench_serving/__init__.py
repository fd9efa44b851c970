"""A model server under SageMaker's hosting contract; serve.py starts it. Standard library only, Python 3.8+."""
