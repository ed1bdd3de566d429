"""Request functions of `user_conversation`."""

from __future__ import annotations

from .. import models
from .._api import ACCOUNT_SID_AUTH_TOKEN, API
from .._runtime import ClientT, Group, Header, Json, Path, Request, method

_HEADERS = (
    Header("Access-Control-Allow-Origin", str),
    Header("Access-Control-Allow-Methods", str),
    Header("Access-Control-Allow-Headers", str),
    Header("Access-Control-Allow-Credentials", bool),
    Header("Access-Control-Expose-Headers", str),
)
"""Response headers:
`Access-Control-Allow-Origin`: Specify the origin(s) allowed to access the resource
`Access-Control-Allow-Methods`: Specify the HTTP methods allowed when accessing the resource
`Access-Control-Allow-Headers`: Specify the headers allowed when accessing the resource
`Access-Control-Allow-Credentials`: Indicates whether the browser should include credentials
`Access-Control-Expose-Headers`: Headers exposed to the client
"""

_FETCH_USER_CONVERSATION = API.get(
    ("/v1/Users/", 0, "/Conversations/", 1),
    parameters=(Path("UserSid", str), Path("ConversationSid", str)),
    responses={200: Json(lambda: models.UserConversation)},
    response_headers={200: _HEADERS},
    security=((ACCOUNT_SID_AUTH_TOKEN,),),
)


def fetch_user_conversation(user_sid: str, conversation_sid: str) -> Request[models.UserConversation]:
    """Fetch a specific User Conversation. (`GET /v1/Users/{UserSid}/Conversations/{ConversationSid}`)

    A User Conversation resource represents a conversation of the user belonging to a default conversation service.

    Args:
        user_sid: The unique SID identifier of the User resource. This value can be either the sid or the identity
            of the User resource.
        conversation_sid: The unique SID identifier of the Conversation. This value can be either the sid or the
            unique_name of the Conversation resource.
    """
    return _FETCH_USER_CONVERSATION.request(user_sid, conversation_sid)


class UserConversation(Group[ClientT]):
    """Operations of `user_conversation`."""

    fetch_user_conversation = method(fetch_user_conversation)
