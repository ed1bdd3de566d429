"""OpenAPI in, a vendorable typed Python client package out.

>>> from generator import Config, generate
>>> result = generate("specs/twilio_conversations.yaml", Config(package="twilio_conversations"))
>>> result.files["__init__.py"]  # text of one generated file
"""
