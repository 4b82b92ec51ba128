"""Telephone numbers: which are valid, where they are, and the magic ones that always end in the same way.

Magic recipients in any area code: `+1 AAA 555 00NN`. NN decides:
  03 → 30003 unreachable       04 → 30004 blocked            05 → 30005 unknown handset    06 → 30006 landline
  07 → 30007 carrier filter    08 → 30008 unknown error      22 → 30022 A2P rate           23 → 30023 daily cap
  34 → 30034 unregistered      63 → 30863 and 43 → 30943 third-party debt collection       01 → 30001 queue overflow
  96 → stays in the carrier's hands: `sent` is its last word  97 → delivered two hours later
  10 → 21610 opted out         11 → 21211 invalid            12 → 21612 no route           14 → 21614 not a mobile
  35 → 21635 landline, refused at once
(21xxx are refused at create, 30xxx arrive with the status callback.) Twilio's own test numbers, `+1 500 555 000N`, do
what its documentation says. The numbers 555-01NN, which samples use, are never magic.
"""

from __future__ import annotations

import re

E164 = re.compile(r"\+[1-9]\d{6,14}\Z")
NANP = re.compile(r"\+1[2-9]\d{2}[2-9]\d{6}\Z")
SHORT_CODE = re.compile(r"\d{5,6}\Z")
_MAGIC = re.compile(r"\+1\d{3}55500(\d\d)\Z")

SENT_IS_FINAL = 1
SLOWLY_DELIVERED = 2
_ENDINGS = {
    "01": 30001,
    "03": 30003,
    "04": 30004,
    "05": 30005,
    "06": 30006,
    "07": 30007,
    "08": 30008,
    "22": 30022,
    "23": 30023,
    "34": 30034,
    "43": 30943,
    "63": 30863,
    "96": SENT_IS_FINAL,
    "97": SLOWLY_DELIVERED,
    "10": 21610,
    "11": 21211,
    "12": 21612,
    "14": 21614,
    "35": 21635,
}
_TEST_TO = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
TEST_FROM = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}

MESSAGES = {
    21211: "Invalid 'To' Phone Number: {to}",
    21212: "Invalid From Number (caller ID): {sender}",
    21408: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: {to}",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21606: "The 'From' phone number provided ({sender}) is not a valid message-capable Twilio phone number for this "
    "destination",
    21609: "The 'StatusCallback' URL {callback} is not a valid URL",
    21610: "Attempt to send to unsubscribed recipient",
    21611: "This 'From' number has exceeded the maximum number of queued messages",
    21612: "The 'To' phone number: {to}, is not currently reachable using the 'From' phone number: {sender} via SMS.",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit",
    21624: "Invalid validity period value",
    21635: "'To' number cannot be a landline",
    21701: "The Messaging Service does not exist",
    21703: "The Messaging Service does not contain a phone number",
    30001: "Queue overflow",
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Message filtered",
    30008: "Unknown error",
    30022: "US A2P 10DLC - Rate Limits Exceeded",
    30023: "US A2P 10DLC - Daily Message Cap Reached",
    30034: "US A2P 10DLC - Message from an Unregistered Number",
    30036: "Validity Period Expired",
    30863: "Third-party debt collection is not allowed",
    30943: "Third-party debt collection is not allowed",
}
# What never left Twilio is `failed`; what a carrier refused is `undelivered`.
FAILED = frozenset((30001, 30036, 30863, 30943))


def ending(number: str) -> int:
    """The code with which this recipient always ends, one of the two marks above, or 0."""
    if number in _TEST_TO:
        return _TEST_TO[number]
    match = _MAGIC.match(number)
    return _ENDINGS.get(match.group(1), 0) if match else 0


def is_valid(number: str) -> bool:
    """E.164, and for +1 the rules of its numbering plan."""
    return bool(NANP.match(number)) if number.startswith("+1") else bool(E164.match(number))


STATES = {
    **dict.fromkeys(("205", "251", "256", "334"), "AL"),
    **dict.fromkeys(("480", "520", "602", "623", "928"), "AZ"),
    **dict.fromkeys(("479", "501", "870"), "AR"),
    **dict.fromkeys(
        (
            "209",
            "213",
            "310",
            "323",
            "408",
            "415",
            "510",
            "530",
            "559",
            "562",
            "619",
            "626",
            "650",
            "707",
            "714",
            "760",
        ),
        "CA",
    ),
    **dict.fromkeys(("805", "818", "831", "858", "909", "916", "925", "949", "951"), "CA"),
    **dict.fromkeys(("303", "719", "720", "970"), "CO"),
    **dict.fromkeys(("203", "860"), "CT"),
    **dict.fromkeys(("305", "321", "352", "386", "407", "561", "727", "754", "772", "786", "813", "850", "904"), "FL"),
    **dict.fromkeys(("404", "470", "478", "678", "706", "770", "912"), "GA"),
    **dict.fromkeys(("217", "309", "312", "618", "630", "708", "773", "815", "847"), "IL"),
    **dict.fromkeys(("219", "260", "317", "574", "765", "812"), "IN"),
    **dict.fromkeys(("225", "318", "337", "504", "985"), "LA"),
    **dict.fromkeys(("240", "301", "410", "443"), "MD"),
    **dict.fromkeys(("339", "413", "508", "617", "774", "781", "857", "978"), "MA"),
    **dict.fromkeys(("231", "248", "269", "313", "517", "586", "616", "734", "810", "989"), "MI"),
    **dict.fromkeys(("218", "320", "507", "612", "651", "763", "952"), "MN"),
    **dict.fromkeys(("314", "417", "573", "636", "660", "816"), "MO"),
    **dict.fromkeys(("201", "551", "609", "732", "848", "856", "862", "908", "973"), "NJ"),
    **dict.fromkeys(
        ("212", "315", "347", "516", "518", "585", "607", "631", "646", "716", "718", "845", "914", "917"), "NY"
    ),
    **dict.fromkeys(("252", "336", "704", "828", "910", "919", "980"), "NC"),
    **dict.fromkeys(("216", "234", "330", "419", "440", "513", "567", "614", "740", "937"), "OH"),
    **dict.fromkeys(("405", "539", "580", "918"), "OK"),
    **dict.fromkeys(("458", "503", "541", "971"), "OR"),
    **dict.fromkeys(("215", "267", "412", "484", "570", "610", "717", "724", "814"), "PA"),
    **dict.fromkeys(("423", "615", "731", "865", "901", "931"), "TN"),
    **dict.fromkeys(
        ("210", "214", "254", "281", "325", "361", "409", "430", "432", "469", "512", "682", "713", "806"), "TX"
    ),
    **dict.fromkeys(("817", "830", "832", "903", "915", "936", "940", "956", "972", "979"), "TX"),
    **dict.fromkeys(("276", "434", "540", "571", "703", "757", "804"), "VA"),
    **dict.fromkeys(("206", "253", "360", "425", "509"), "WA"),
    **dict.fromkeys(("262", "414", "608", "715", "920"), "WI"),
    "202": "DC",
    "207": "ME",
    "302": "DE",
    "385": "UT",
    "401": "RI",
    "502": "KY",
    "505": "NM",
    "515": "IA",
    "601": "MS",
    "603": "NH",
    "605": "SD",
    "701": "ND",
    "702": "NV",
    "775": "NV",
    "801": "UT",
    "802": "VT",
    "803": "SC",
    "808": "HI",
    "843": "SC",
    "864": "SC",
    "907": "AK",
    "913": "KS",
}


def state_of(number: str) -> str:
    """The state of a US number's area code, as inbound webhooks give it; "" where unknown."""
    return STATES.get(number[2:5], "") if number.startswith("+1") else ""


def country_of(number: str) -> str:
    """The country of a number, as far as the sandbox needs it."""
    for prefix, country in (("+1", "US"), ("+44", "GB"), ("+52", "MX"), ("+33", "FR"), ("+49", "DE"), ("+34", "ES")):
        if number.startswith(prefix):
            return country
    return ""
