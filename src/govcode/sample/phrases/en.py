"""English."""

from __future__ import annotations

from govcode.sample.phrases.phrasebook import Phrasebook

EN = Phrasebook(
    language="en",
    greetings=("Hello!", "Hi there!", "Good morning.", "Hi!", "Dear support team!"),
    asks={
        "refund": (
            "I sent the jacket back two weeks ago and still wait for my money.",
            "I was charged for an order I cancelled, please refund it.",
        ),
        "cancellation": ("I would like to cancel my subscription.", "Please cancel the order I placed this morning."),
        "billing_dispute": (
            "My invoice shows a fee nobody told me about.",
            "The amount on my bill is higher than what we agreed.",
        ),
        "compliance": (
            "I want to know which data you hold about me.",
            "I wish to make a formal complaint about how my case was handled.",
        ),
        "access": ("I cannot log in since I changed my phone.", "My account says it is locked."),
        "delivery": ("My parcel has not moved for days.", "The courier says delivered, but nothing arrived."),
        "troubleshooting": (
            "The app closes as soon as I open the basket.",
            "Synchronising stops halfway with an error.",
        ),
        "other": (
            "I have a question about your loyalty programme.",
            "Where can I find the opening hours of your shops?",
        ),
    },
    details=(
        "It has been like this since Monday.",
        "I already looked at the help pages.",
        "This is the second time it happens.",
        "I would be glad if you could look into it today.",
        "I am travelling from Friday, so it is a little urgent.",
    ),
    nudges=(
        "Is there any news?",
        "I tried that, it looks the same.",
        "Here is the screenshot you asked for.",
        "Thank you for checking.",
    ),
    again=("Unfortunately it is back again.", "This is not solved for me yet.", "I have to come back to this, sorry."),
    hellos=("Hello and thank you for your message.", "Thanks for getting in touch.", "Hi, happy to help."),
    answers={
        "refund": (
            "I have checked the return and will follow our refund policy step by step.",
            "Your return is registered; the refund goes back the way you paid.",
        ),
        "cancellation": (
            "I can cancel this for you and will confirm it in writing.",
            "The cancellation takes effect at the end of the current period.",
        ),
        "billing_dispute": (
            "I am comparing the invoice with your contract now.",
            "I have opened a billing review and put the disputed part on hold.",
        ),
        "compliance": (
            "Our specialist team handles this request and keeps the legal deadline.",
            "I have registered your complaint and passed it on as our procedure asks.",
        ),
        "access": ("Let us confirm that it is you, then I can unlock the account.", "I have sent a new sign-in link."),
        "delivery": ("I have asked the carrier where the parcel is.", "I see a delay at the sorting centre."),
        "troubleshooting": (
            "Please update the app and clear its cache, then try again.",
            "I could reproduce this and am looking at the logs.",
        ),
        "other": ("I am glad to explain how this works.", "You find this in your account under services."),
    },
    progress=(
        "I am still waiting for an answer from my colleagues.",
        "I have added your screenshot to the case.",
        "Could you tell me which version you use?",
        "The check is running, I will be back with news.",
    ),
    solved=("This is now settled.", "Everything is in order again.", "The case is solved from our side."),
    closings=("Kind regards", "Have a good day", "Do write if anything is unclear"),
    spam=("Boost your ranking with our offer.", "You have been selected for a prize.", "Cheap watches, only today."),
)
