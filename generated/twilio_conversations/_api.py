"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, HttpBasic, Server

ACCOUNT_SID_AUTH_TOKEN = HttpBasic("accountSid_authToken", environment="TWILIO_CONVERSATIONS__ACCOUNT_SID_AUTH_TOKEN")

API = Api(
    title="Twilio Conversations",
    version="1.0.0",
    servers=(Server("https://conversations.twilio.com"),),
    security_schemes=(ACCOUNT_SID_AUTH_TOKEN,),
)
