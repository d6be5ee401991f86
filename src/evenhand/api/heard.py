"""What others say to whoever calls: libraries, the database, and Evenhand itself on an earlier day.

These sentences come as plain English. They are recognised by their templates, of which all languages have
a translation; what is not among them is passed on as it came.
"""

from typing import Final

OF_BODIES: Final = (
    "Field required",
    "Extra inputs are not permitted",
    "Input should be {first} or {last}",
    "Input should be {value}",
    "Input should be a valid string",
    "Input should be a valid integer",
    "Input should be a valid integer, got a number with a fractional part",
    "Input should be a valid integer, unable to parse string as an integer",
    "Unable to parse input string as an integer, exceeded maximum size",
    "Input should be a valid number",
    "Input should be a valid number, unable to parse string as a number",
    "Input should be a finite number",
    "Input should be a valid boolean",
    "Input should be a valid boolean, unable to interpret input",
    "Input should be a valid list",
    "Input should be a valid dictionary",
    "Input should be a valid dictionary or object to extract fields from",
    "Input should be greater than or equal to {least}",
    "Input should be less than or equal to {most}",
    "String should have at least 1 character",
    "String should have at least {least} characters",
    "String should have at most {most} characters",
    "String should match pattern '{pattern}'",
    "List should have at least 1 item after validation, not {count}",
    "List should have at least {least} items after validation, not {count}",
    "List should have at most {most} items after validation, not {count}",
    "Dictionary should have at most {most} items after validation, not {count}",
    "Value error, Give a day as YYYY-MM-DD.",
)
"""Of pydantic, on the bodies and the parameters of requests."""

OF_MESSAGES: Final = (
    "Expected `{wanted}`, got `{found}`",
    "Expected `{wanted}` of length >= {least}",
    "Expected `{wanted}` of length <= {most}",
    "Object missing required field `{field}`",
    "Object contains unknown field `{field}`",
    "JSON is malformed: {reason}",
    "Input data was truncated",
)
"""Of msgspec, on the messages of channels and on what is no JSON."""

OF_DELIVERIES: Final = (
    (
        "The address is not on the public internet: EVENHAND_HTTP_ALLOW can allow it,"
        " or EVENHAND_PRIVATE_RECEIVERS all of them."
    ),
    "The receiver wants no more (HTTP 410).",
    "The receiver redirects (HTTP {status}), which is not followed: change the address.",
    "The receiver cannot take it now (HTTP {status}).",
    "The receiver refuses it (HTTP {status}): check the address and the receiver.",
    "The receiver cannot be reached within {seconds} s.",
    "The receiver gave no answer within {seconds} s.",
    "The receiver cannot be reached: there is no host of this name.",
    "The receiver cannot be reached: nothing answers at this port.",
    "The receiver cannot be reached: there is no way to it in the network.",
    "The receiver cannot be reached safely: its certificate is not trusted.",
    "The receiver cannot be reached: {reason}.",
    "The connection broke before an answer came: {reason}.",
    "The address cannot be used: {reason}.",
    "The message or its contact has been erased.",
    "The channel is gone, or has no outbound_url any more.",
    "The channel has no signing secret, and nothing goes out unsigned.",
    "It could not be sent because of an error in Evenhand, which is in its log.",
)
"""Why a message or an event has not arrived, as it was noted at the time."""

OF_CALLS: Final = (
    "The address is not on the public internet: EVENHAND_HTTP_ALLOW can allow it.",
    "The answer is larger than {size} KiB.",
    "There was no answer within {seconds} s.",
    "The host cannot be reached: there is none of this name.",
    "The host cannot be reached: nothing answers at this port.",
    "The host cannot be reached: there is no way to it in the network.",
    "The host cannot be reached safely: its certificate is not trusted.",
    "The host cannot be reached: {reason}.",
    "The address cannot be called: {reason}.",
    "The request was not made in time.",
    "It could not be made because of an error in Evenhand, which is in its log.",
    "The scenario has no http entry for this address.",
)
"""Why the request of a workflow's step has failed."""

OF_FAILURES: Final = (
    "The command failed; nothing was changed.",
    "The database cannot be reached, or all connections are in use.",
    "The database did not answer in time.",
    "The process stopped before this was known to be done.",
)
"""What stands in the way of everything."""

HEARD: Final = (*OF_BODIES, *OF_MESSAGES, *OF_DELIVERIES, *OF_CALLS, *OF_FAILURES)
