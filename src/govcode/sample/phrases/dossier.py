"""What agents fill into a handoff."""

from __future__ import annotations

DEVICES = (
    "Chrome on Windows",
    "Safari on macOS",
    "Firefox on Linux",
    "Android app",
    "iPhone app",
    "tablet app",
    "Edge on Windows",
)
PLACES = ("web shop", "customer portal", "checkout", "billing page", "order history", "sign-in page", "settings page")
FIRST_TRIES = (
    "Read the case history",
    "Asked the customer to sign in again",
    "Cleared the cache with the customer",
    "Compared the order with the warehouse list",
    "Checked the status page",
    "Called the customer back",
    "Looked up the contract terms",
    "Reproduced the steps on a test account",
    "Checked the payment provider log",
    "Asked the carrier for a trace",
    "Searched the knowledge base",
    "Verified the identity of the customer",
)
SECOND_TRIES = (
    "then repeated it in a private window",
    "then reset the session",
    "then compared two invoices line by line",
    "then updated the app to the newest version",
    "then went through the troubleshooting guide",
    "then asked a colleague to look at it",
    "then corrected the address and resent the form",
    "then checked the limits of the account",
    "then opened the record in the back office",
    "then waited for the nightly sync",
)
OUTCOMES = (
    "no change",
    "the same result",
    "it worked once, then failed again",
    "the record still shows the old state",
    "the customer disagrees with the outcome",
    "beyond what tier 1 may decide",
    "no access to the system needed",
)
ERRORS = {
    "technical": (
        "Dialog with code E-{code} after saving",
        "Blank page, browser console shows E-{code}",
        "Timeout after half a minute, code E-{code}",
        "App closes at once, crash report E-{code}",
    ),
    "other": (
        "Record state {code} does not match what the customer sees",
        "Form refused with reason {code}",
        "Two entries for one order, reason {code}",
        "Process stops at step {code}",
    ),
}
EXPECTATIONS = (
    "wants a written answer by {day}",
    "expects the amount back before {day}",
    "would like a call on {day}",
    "needs working access by {day}",
    "asks for a decision until {day}",
    "hopes for a replacement before {day}",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "the weekend")
