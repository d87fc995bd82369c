"""German."""

from __future__ import annotations

from govcode.sample.phrases.phrasebook import Phrasebook

DE = Phrasebook(
    language="de",
    greetings=("Guten Tag,", "Hallo,", "Guten Morgen,", "Liebes Team,"),
    asks={
        "refund": (
            "ich habe die Jacke vor zwei Wochen zurückgeschickt und warte noch auf mein Geld.",
            "mir wurde eine stornierte Bestellung berechnet, bitte erstatten Sie den Betrag.",
        ),
        "cancellation": (
            "ich möchte mein Abonnement kündigen.",
            "bitte stornieren Sie meine Bestellung von heute früh.",
        ),
        "billing_dispute": (
            "auf meiner Rechnung steht eine Gebühr, die ich nicht kenne.",
            "der Rechnungsbetrag ist höher als vereinbart.",
        ),
        "compliance": (
            "ich möchte wissen, welche Daten Sie über mich gespeichert haben.",
            "ich möchte mich förmlich über die Bearbeitung beschweren.",
        ),
        "access": ("ich kann mich seit dem Handywechsel nicht anmelden.", "mein Konto ist angeblich gesperrt."),
        "delivery": ("mein Paket bewegt sich seit Tagen nicht.", "laut Bote ist es zugestellt, hier ist aber nichts."),
        "troubleshooting": (
            "die App schließt sich, sobald ich den Warenkorb öffne.",
            "der Abgleich bricht mit einer Fehlermeldung ab.",
        ),
        "other": ("ich habe eine Frage zum Treueprogramm.", "wo finde ich die Öffnungszeiten Ihrer Läden?"),
    },
    details=(
        "Das ist seit Montag so.",
        "Die Hilfeseiten habe ich schon gelesen.",
        "Es passiert schon zum zweiten Mal.",
        "Es wäre schön, wenn Sie heute danach sehen könnten.",
    ),
    nudges=(
        "Gibt es etwas Neues?",
        "Das habe ich versucht, es ist unverändert.",
        "Anbei das Bildschirmfoto.",
        "Danke fürs Prüfen.",
    ),
    again=("Leider ist es wieder da.", "Für mich ist das noch nicht gelöst."),
    hellos=("Guten Tag und danke für Ihre Nachricht.", "Vielen Dank für Ihre Anfrage.", "Hallo, ich helfe Ihnen gern."),
    answers={
        "refund": (
            "Ich habe die Rücksendung geprüft und gehe nach unserer Erstattungsrichtlinie vor.",
            "Ihre Rücksendung ist erfasst; das Geld kommt auf dem Zahlungsweg zurück.",
        ),
        "cancellation": (
            "Ich kündige das für Sie und bestätige es schriftlich.",
            "Die Kündigung wird zum Ende des laufenden Zeitraums wirksam.",
        ),
        "billing_dispute": (
            "Ich vergleiche die Rechnung gerade mit Ihrem Vertrag.",
            "Ich habe eine Rechnungsprüfung eröffnet, der strittige Teil ruht solange.",
        ),
        "compliance": (
            "Unser Fachteam bearbeitet das Anliegen innerhalb der gesetzlichen Frist.",
            "Ihre Beschwerde ist aufgenommen und nach unserem Verfahren weitergeleitet.",
        ),
        "access": (
            "Ich prüfe kurz, dass Sie es sind, und entsperre dann das Konto.",
            "Ein neuer Anmeldelink ist unterwegs.",
        ),
        "delivery": ("Ich habe beim Paketdienst nachgefragt.", "Ich sehe eine Verzögerung im Verteilzentrum."),
        "troubleshooting": (
            "Bitte aktualisieren Sie die App und leeren den Zwischenspeicher.",
            "Ich konnte das nachstellen und sehe mir die Protokolle an.",
        ),
        "other": ("Gern erkläre ich, wie das funktioniert.", "Sie finden das im Konto unter Dienste."),
    },
    progress=(
        "Ich warte noch auf Rückmeldung der Kollegen.",
        "Welche Version verwenden Sie?",
        "Die Prüfung läuft, ich melde mich.",
    ),
    solved=("Das ist jetzt erledigt.", "Es ist wieder alles in Ordnung."),
    closings=("Freundliche Grüße", "Einen schönen Tag noch"),
    spam=("Mehr Besucher mit unserem Angebot.", "Sie haben gewonnen."),
)
