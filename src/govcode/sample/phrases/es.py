"""Spanish."""

from __future__ import annotations

from govcode.sample.phrases.phrasebook import Phrasebook

ES = Phrasebook(
    language="es",
    greetings=("Hola,", "Buenos días,", "Buenas tardes,", "Estimado equipo,"),
    asks={
        "refund": (
            "devolví la chaqueta hace dos semanas y sigo esperando el dinero.",
            "me cobraron un pedido cancelado, quiero el reembolso.",
        ),
        "cancellation": ("quiero cancelar mi suscripción.", "por favor, cancelen el pedido de esta mañana."),
        "billing_dispute": ("en mi factura aparece un cargo que no conozco.", "el importe es mayor de lo acordado."),
        "compliance": (
            "quiero saber qué datos tienen sobre mí.",
            "deseo presentar una reclamación formal por el trato recibido.",
        ),
        "access": ("no puedo entrar desde que cambié de teléfono.", "mi cuenta aparece bloqueada."),
        "delivery": ("mi paquete no se mueve desde hace días.", "dice entregado, pero no llegó nada."),
        "troubleshooting": ("la aplicación se cierra al abrir la cesta.", "la sincronización se para con un error."),
        "other": ("tengo una pregunta sobre el programa de puntos.", "¿dónde veo el horario de las tiendas?"),
    },
    details=(
        "Pasa desde el lunes.",
        "Ya miré la ayuda.",
        "Es la segunda vez que ocurre.",
        "Me gustaría resolverlo hoy.",
    ),
    nudges=("¿Hay novedades?", "Lo probé y sigue igual.", "Aquí está la captura.", "Gracias por revisarlo."),
    again=("Por desgracia ha vuelto a pasar.", "Para mí no está resuelto."),
    hellos=("Hola y gracias por escribir.", "Gracias por contactar con nosotros.", "Hola, le ayudo con gusto."),
    answers={
        "refund": (
            "He revisado la devolución y sigo nuestra política de reembolsos.",
            "Su devolución está registrada; el dinero vuelve por el mismo medio de pago.",
        ),
        "cancellation": (
            "Puedo cancelarlo y se lo confirmo por escrito.",
            "La baja tiene efecto al final del periodo en curso.",
        ),
        "billing_dispute": (
            "Estoy comparando la factura con su contrato.",
            "He abierto una revisión y la parte en disputa queda en espera.",
        ),
        "compliance": (
            "El equipo especializado atiende su solicitud dentro del plazo legal.",
            "Su reclamación está registrada y enviada según el procedimiento.",
        ),
        "access": ("Confirmamos que es usted y desbloqueo la cuenta.", "Le he enviado un nuevo enlace de acceso."),
        "delivery": ("He preguntado al transportista por el paquete.", "Veo un retraso en el centro de reparto."),
        "troubleshooting": (
            "Actualice la aplicación y borre la caché, por favor.",
            "He podido reproducirlo y miro los registros.",
        ),
        "other": ("Con gusto le explico cómo funciona.", "Lo encuentra en su cuenta, en servicios."),
    },
    progress=("Espero respuesta de mis compañeros.", "¿Qué versión utiliza?", "La comprobación está en marcha."),
    solved=("Ya está resuelto.", "Todo vuelve a estar en orden."),
    closings=("Un saludo", "Que tenga un buen día"),
    spam=("Mejore su posición con nuestra oferta.", "Ha ganado un premio."),
)
