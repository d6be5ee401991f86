"""What is said to a contact who has given no answer, where the workflow has no words of its own for it.

In the languages that the product speaks; whoever speaks another one reads English.
"""

from collections.abc import Sequence
from typing import Any, Final

_ENGLISH: Final = {
    "text": "Please answer with a text{bounds}.",
    "multiple_choice": "Please choose one of these: {choices}.",
    "number": "Please answer with a number{bounds}, such as {example}.",
    "date": "Please answer with a date{bounds}, such as {example}.",
    "phone": "Please answer with a phone number, such as +39 06 1234 5678.",
    "email": "Please answer with an e-mail address, such as ana@example.com.",
    "url": "Please answer with a web address, such as https://example.com.",
    "rating": "Please answer with a whole number{bounds}.",
    "location": "Please answer with a place: its address, or its latitude and longitude.",
    "characters": "characters",
}
_OTHERS: Final = {
    "it": {
        "text": "Per favore, rispondi con un testo{bounds}.",
        "multiple_choice": "Per favore, scegli una di queste risposte: {choices}.",
        "number": "Per favore, rispondi con un numero{bounds}, per esempio {example}.",
        "date": "Per favore, rispondi con una data{bounds}, per esempio {example}.",
        "phone": "Per favore, rispondi con un numero di telefono, per esempio +39 06 1234 5678.",
        "email": "Per favore, rispondi con un indirizzo e-mail, per esempio ana@example.com.",
        "url": "Per favore, rispondi con un indirizzo web, per esempio https://example.com.",
        "rating": "Per favore, rispondi con un numero intero{bounds}.",
        "location": "Per favore, rispondi con un luogo: l'indirizzo, oppure latitudine e longitudine.",
        "characters": "caratteri",
    },
    "es": {
        "text": "Por favor, responda con un texto{bounds}.",
        "multiple_choice": "Por favor, elija una de estas respuestas: {choices}.",
        "number": "Por favor, responda con un número{bounds}, por ejemplo {example}.",
        "date": "Por favor, responda con una fecha{bounds}, por ejemplo {example}.",
        "phone": "Por favor, responda con un número de teléfono, por ejemplo +39 06 1234 5678.",
        "email": "Por favor, responda con una dirección de correo, por ejemplo ana@example.com.",
        "url": "Por favor, responda con una dirección web, por ejemplo https://example.com.",
        "rating": "Por favor, responda con un número entero{bounds}.",
        "location": "Por favor, responda con un lugar: la dirección, o la latitud y la longitud.",
        "characters": "caracteres",
    },
    "de": {
        "text": "Bitte antworten Sie mit einem Text{bounds}.",
        "multiple_choice": "Bitte wählen Sie eine dieser Antworten: {choices}.",
        "number": "Bitte antworten Sie mit einer Zahl{bounds}, zum Beispiel {example}.",
        "date": "Bitte antworten Sie mit einem Datum{bounds}, zum Beispiel {example}.",
        "phone": "Bitte antworten Sie mit einer Telefonnummer, zum Beispiel +39 06 1234 5678.",
        "email": "Bitte antworten Sie mit einer E-Mail-Adresse, zum Beispiel ana@example.com.",
        "url": "Bitte antworten Sie mit einer Webadresse, zum Beispiel https://example.com.",
        "rating": "Bitte antworten Sie mit einer ganzen Zahl{bounds}.",
        "location": "Bitte antworten Sie mit einem Ort: der Adresse, oder Breite und Länge.",
        "characters": "Zeichen",
    },
    "id": {
        "text": "Silakan jawab dengan teks{bounds}.",
        "multiple_choice": "Silakan pilih salah satu: {choices}.",
        "number": "Silakan jawab dengan angka{bounds}, misalnya {example}.",
        "date": "Silakan jawab dengan tanggal{bounds}, misalnya {example}.",
        "phone": "Silakan jawab dengan nomor telepon, misalnya +39 06 1234 5678.",
        "email": "Silakan jawab dengan alamat email, misalnya ana@example.com.",
        "url": "Silakan jawab dengan alamat web, misalnya https://example.com.",
        "rating": "Silakan jawab dengan bilangan bulat{bounds}.",
        "location": "Silakan jawab dengan tempat: alamatnya, atau garis lintang dan bujurnya.",
        "characters": "karakter",
    },
}


def sentence(kind: str, language: str | None, choices: Sequence[str], least: Any, most: Any) -> str:
    """What to answer to a question of this type, in this language if it is one of ours."""
    words = _OTHERS.get(language or "", _ENGLISH)
    match least, most:
        case None, None:
            bounds = ""
        case _, None:
            bounds = f"≥ {least}"
        case None, _:
            bounds = f"≤ {most}"
        case _:
            bounds = f"{least} \N{EN DASH} {most}"
    if bounds and kind == "text":
        bounds = f"{bounds} {words['characters']}"
    example = next((bound for bound in (least, most) if bound is not None), _EXAMPLES.get(kind))
    bounds = f" ({bounds})" if bounds else ""
    return words[kind].format(bounds=bounds, choices=", ".join(choices), example=example)


_EXAMPLES: Final = {"number": "42", "date": "2026-12-24"}
