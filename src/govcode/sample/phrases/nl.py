"""Dutch."""

from __future__ import annotations

from govcode.sample.phrases.phrasebook import Phrasebook

NL = Phrasebook(
    language="nl",
    greetings=("Hallo,", "Goedemorgen,", "Goedemiddag,", "Beste team,"),
    asks={
        "refund": (
            "ik heb de jas twee weken geleden teruggestuurd en wacht nog op mijn geld.",
            "een geannuleerde bestelling is toch afgeschreven, graag terugbetalen.",
        ),
        "cancellation": ("ik wil mijn abonnement opzeggen.", "graag mijn bestelling van vanochtend annuleren."),
        "billing_dispute": ("op mijn rekening staan onbekende kosten.", "het bedrag is hoger dan afgesproken."),
        "compliance": (
            "ik wil weten welke gegevens u van mij bewaart.",
            "ik wil een formele klacht indienen over de afhandeling.",
        ),
        "access": ("ik kan niet inloggen sinds mijn nieuwe telefoon.", "mijn account is geblokkeerd."),
        "delivery": ("mijn pakket staat al dagen stil.", "het zou bezorgd zijn, maar er is niets."),
        "troubleshooting": ("de app sluit zodra ik het mandje open.", "het synchroniseren stopt met een fout."),
        "other": ("ik heb een vraag over het spaarprogramma.", "waar vind ik de openingstijden?"),
    },
    details=(
        "Dit is al zo sinds maandag.",
        "De hulppagina's heb ik gelezen.",
        "Het is al de tweede keer.",
        "Liefst vandaag nog.",
    ),
    nudges=(
        "Is er al nieuws?",
        "Dat heb ik geprobeerd, het blijft zo.",
        "Hierbij de schermafdruk.",
        "Dank voor het kijken.",
    ),
    again=("Helaas is het weer terug.", "Voor mij is dit nog niet opgelost."),
    hellos=("Hallo en dank voor uw bericht.", "Bedankt voor uw vraag.", "Hallo, ik help u graag."),
    answers={
        "refund": (
            "Ik heb de retour bekeken en volg ons terugbetalingsbeleid.",
            "Uw retour is geboekt; het geld komt via dezelfde weg terug.",
        ),
        "cancellation": (
            "Ik zeg het voor u op en bevestig dat schriftelijk.",
            "De opzegging gaat in aan het einde van de lopende periode.",
        ),
        "billing_dispute": (
            "Ik vergelijk de rekening nu met uw contract.",
            "Ik heb een controle geopend; het betwiste deel staat stil.",
        ),
        "compliance": (
            "Ons specialistenteam behandelt dit binnen de wettelijke termijn.",
            "Uw klacht is vastgelegd en volgens de procedure doorgestuurd.",
        ),
        "access": ("We controleren dat u het bent, dan open ik het account.", "Er is een nieuwe inloglink onderweg."),
        "delivery": ("Ik heb de vervoerder gevraagd waar het pakket is.", "Ik zie vertraging in het sorteercentrum."),
        "troubleshooting": (
            "Werk de app bij en leeg het geheugen, alstublieft.",
            "Ik kon dit nadoen en bekijk de logboeken.",
        ),
        "other": ("Ik leg graag uit hoe het werkt.", "U vindt dit in uw account onder diensten."),
    },
    progress=("Ik wacht nog op mijn collega's.", "Welke versie gebruikt u?", "De controle loopt, ik meld me."),
    solved=("Dit is nu geregeld.", "Alles is weer in orde."),
    closings=("Met vriendelijke groet", "Fijne dag nog"),
    spam=("Meer bezoekers met ons aanbod.", "U heeft gewonnen."),
)
