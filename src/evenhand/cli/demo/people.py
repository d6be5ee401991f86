"""Who is in the demo and what they say."""

from random import Random
from typing import Any, Final, NamedTuple

DOMAIN: Final = "demo.example"
OWNER_EMAIL: Final = f"olivia@{DOMAIN}"
OWNER_NAME: Final = "Olivia Owens"


class Agent(NamedTuple):
    """Somebody who answers."""

    first_name: str
    last_name: str
    role: str
    teams: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def email(self) -> str:
        return f"{self.first_name.lower()}@{DOMAIN}"

    @property
    def signature(self) -> str:
        return f" — {self.first_name}"


AGENTS: Final = (
    Agent("Ana", "Duarte", "manager", ("Support", "Sales")),
    Agent("Ben", "Okafor", "agent", ("Support", "Billing")),
    Agent("Carla", "Rossi", "agent", ("Support",)),
    Agent("Dewi", "Lestari", "agent", ("Support",)),
    Agent("Emil", "Novak", "agent", ("Sales",)),
    Agent("Farah", "Haddad", "agent", ("Sales",)),
    Agent("Greta", "Lindner", "agent", ("Billing",)),
    Agent("Hugo", "Martin", "agent", ("Billing", "Sales")),
)
TEAMS: Final = ("Support", "Sales", "Billing")
CATEGORIES: Final = ("Solved", "Sold", "Refunded", "No answer")

CHANNELS: Final[dict[str, float]] = {"Website": 0.5, "Shop": 0.3, "Billing": 0.2}
"""The channels and which share of the customers writes on each."""

POPULATION: Final = 400
"""So many customers there are; they come back."""


class Language(NamedTuple):
    """How customers of one language are called and what they say, by channel."""

    phone: str
    first_names: tuple[str, ...]
    openings: dict[str, tuple[str, ...]]
    replies: tuple[str, ...]
    thanks: tuple[str, ...]


LANGUAGES: Final[dict[str, Language]] = {
    "en": Language(
        "+4420794600",
        ("Alice", "George", "Priya", "Tom", "Zoe", "Liam"),
        {
            "Website": (
                "The app logs me out every few minutes.",
                "How do I change my address?",
                "Is anybody there?",
            ),
            "Shop": (
                "Do you have the blue one in size M?",
                "Which of the two is quieter?",
                "Do you ship to Jersey?",
            ),
            "Billing": (
                "I was charged twice this month.",
                "I need an invoice with our VAT number.",
                "My card failed.",
            ),
        },
        (
            "Yes, since yesterday.",
            "On my phone, the newest version.",
            "Could you check again?",
            "Order 20417.",
        ),
        ("That did it, thanks!", "Perfect, thank you.", "Great, bye!"),
    ),
    "es": Language(
        "+3491123400",
        ("Lucía", "Mateo", "Carmen", "Javier", "Nuria", "Pablo"),
        {
            "Website": (
                "Hola, no puedo entrar en mi cuenta.",
                "¿Cómo cambio la contraseña?",
                "La página no carga.",
            ),
            "Shop": ("¿Tienen la talla 42?", "¿Cuánto tarda el envío a Sevilla?", "¿Cuál me recomienda?"),
            "Billing": (
                "Me han cobrado dos veces.",
                "Necesito la factura de marzo.",
                "¿Puedo pagar a plazos?",
            ),
        },
        ("Sí, desde ayer.", "En el móvil.", "¿Puede mirarlo otra vez?", "El pedido es el 20417."),
        ("¡Muchas gracias!", "Perfecto, gracias.", "Ya funciona, adiós."),
    ),
    "it": Language(
        "+3906698200",
        ("Giulia", "Marco", "Chiara", "Paolo", "Elena", "Luca"),
        {
            "Website": ("Non riesco ad accedere.", "Come cambio l'indirizzo?", "Il sito è molto lento oggi."),
            "Shop": ("Avete ancora il modello grigio?", "Quanto costa la spedizione?", "Quale consigliate?"),
            "Billing": ("Ho pagato due volte.", "Mi serve la fattura.", "Il rimborso non è arrivato."),
        },
        ("Sì, da ieri.", "Dal telefono.", "Potete controllare ancora?", "L'ordine è il 20417."),
        ("Grazie mille!", "Perfetto, grazie.", "Ora funziona, buona giornata."),
    ),
    "de": Language(
        "+4930227300",
        ("Jonas", "Mia", "Lena", "Paul", "Sophie", "Max"),
        {
            "Website": (
                "Ich komme nicht mehr in mein Konto.",
                "Wie ändere ich meine Adresse?",
                "Die Seite lädt nicht.",
            ),
            "Shop": ("Gibt es das auch in Größe L?", "Wie lange dauert der Versand?", "Welches ist leiser?"),
            "Billing": (
                "Es wurde doppelt abgebucht.",
                "Ich brauche eine Rechnung.",
                "Wann kommt die Erstattung?",
            ),
        },
        ("Ja, seit gestern.", "Auf dem Handy.", "Können Sie noch einmal nachsehen?", "Bestellung 20417."),
        ("Vielen Dank!", "Super, danke.", "Jetzt geht es, tschüss."),
    ),
    "id": Language(
        "+62213193000",
        ("Putri", "Budi", "Siti", "Agus", "Rina", "Eko"),
        {
            "Website": (
                "Saya tidak bisa masuk ke akun.",
                "Bagaimana cara ganti alamat?",
                "Situsnya lambat sekali.",
            ),
            "Shop": (
                "Apakah ukuran M masih ada?",
                "Berapa ongkos kirim ke Bandung?",
                "Mana yang lebih bagus?",
            ),
            "Billing": ("Saya ditagih dua kali.", "Saya perlu faktur.", "Pengembalian dana belum masuk."),
        },
        ("Ya, sejak kemarin.", "Di ponsel.", "Bisa dicek lagi?", "Nomor pesanan 20417."),
        ("Terima kasih banyak!", "Baik, terima kasih.", "Sudah bisa, terima kasih."),
    ),
}

GOODBYES: Final = frozenset(text for language in LANGUAGES.values() for text in language.thanks)
"""What needs no answer."""

ANSWERS: Final = (
    "Good to hear from you. Let me have a look.",
    "Could you tell me a little more? Since when is that so?",
    "I have found it. One moment, I am putting it right.",
    "Done. Could you try once more?",
    "I have asked the warehouse; it leaves today.",
    "I have sent it to the address that we have of you.",
)


class Customer(NamedTuple):
    """Somebody who writes, always the same for the same number."""

    external_id: str
    channel: str
    language: str
    profile: dict[str, Any]

    def opening(self, random: Random) -> str:
        """What a new conversation begins with."""
        return random.choice(LANGUAGES[self.language].openings[self.channel])

    def reply(self, random: Random) -> str:
        """What they say to an answer that they go on from."""
        return random.choice(LANGUAGES[self.language].replies)

    def thanks(self, random: Random) -> str:
        """What they say when all is well."""
        return random.choice(LANGUAGES[self.language].thanks)


def customer(number: int) -> Customer:
    """The customer of that number (from 0)."""
    random = Random(number)
    code = random.choice(list(LANGUAGES))
    channel = random.choices(list(CHANNELS), list(CHANNELS.values()))[0]
    language = LANGUAGES[code]
    external_id = f"customer-{number}"
    profile = {
        "external_id": external_id,
        "first_name": random.choice(language.first_names),
        "language": code,
        "phone": f"{language.phone}{number % 1000:03}",
    }
    return Customer(external_id, channel, code, profile)
