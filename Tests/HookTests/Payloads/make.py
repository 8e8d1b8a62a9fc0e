"""Makes the signed payloads beside this file. Needs the Python package `cryptography`; keys are thrown away."""

import base64
import datetime
import json
import pathlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

HERE = pathlib.Path(__file__).parent
TOPIC = "arn:aws:sns:us-east-1:123456789012:inbound"
HOST = "https://sns.us-east-1.amazonaws.com"
MAIL = (
    "From: Springfield Electric <no-reply@springfield.example>\r\nTo: c-k7@codes.example\r\n"
    "Subject: Your code\r\nMessage-ID: <1@springfield.example>\r\n\r\nYour code is 481207.\r\n"
)


def certificate(key, first_year):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(datetime.datetime(first_year, 1, 1))
    made = builder.not_valid_after(datetime.datetime(first_year + 2, 1, 1)).sign(key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.PEM)


def notice(key, name, version="2", **fields):
    fields = {
        "Type": "Notification", "MessageId": "m-1", "TopicArn": TOPIC, "Timestamp": "2026-03-02T17:15:04.000Z",
        "SignatureVersion": version, "SigningCertURL": f"{HOST}/SimpleNotificationService-1.pem", **fields,
    }
    if fields["Type"] == "Notification":
        names = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
    else:
        names = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
    text = "".join(f"{n}\n{fields[n]}\n" for n in names if n in fields)
    hash = hashes.SHA1() if version == "1" else hashes.SHA256()
    fields["Signature"] = base64.b64encode(key.sign(text.encode(), padding.PKCS1v15(), hash)).decode()
    (HERE / f"ses-{name}.json").write_text(json.dumps(fields, indent=1))


def received(content, encoding="UTF-8", virus="PASS", dkim="PASS", dmarc="PASS"):
    return json.dumps({
        "notificationType": "Received",
        "mail": {"messageId": "s-1", "source": "no-reply@springfield.example", "destination": ["c-k7@codes.example"]},
        "receipt": {
            "recipients": ["c-k7@codes.example"], "dkimVerdict": {"status": dkim},
            "dmarcVerdict": {"status": dmarc},
            "virusVerdict": {"status": virus}, "action": {"type": "SNS", "topicArn": TOPIC, "encoding": encoding},
        },
        "content": content,
    })


def make_ses():
    key = rsa.generate_private_key(65537, 2048)
    (HERE / "sns.pem").write_bytes(certificate(key, 2025))
    (HERE / "sns-old.pem").write_bytes(certificate(key, 2020))
    (HERE / "sns-other.pem").write_bytes(certificate(rsa.generate_private_key(65537, 2048), 2025))
    notice(key, "mail", Message=received(MAIL), Subject="Amazon SES Email Receipt Notification")
    notice(key, "mail-v1", version="1", Message=received(MAIL))
    notice(key, "mail-base64", Message=received(base64.b64encode(MAIL.encode()).decode(), "BASE64"))
    notice(key, "unsigned", Message=received(MAIL, dkim="GRAY", dmarc="GRAY"))
    notice(key, "misaligned", Message=received(MAIL, dmarc="FAIL"))
    notice(key, "virus", Message=received(MAIL, virus="FAIL"))
    notice(key, "other-topic", Message=received(MAIL), TopicArn=TOPIC + "2")
    notice(key, "other-host", Message=received(MAIL), SigningCertURL="https://sns.us-east-1.amazonaws.com.evil.example/a.pem")
    asks = {"Type": "SubscriptionConfirmation", "Message": "You have chosen to subscribe …", "Token": "t0"}
    address = f"{HOST}/?Action=ConfirmSubscription&TopicArn={TOPIC}&Token=t0"
    notice(key, "confirmation", **asks, SubscribeURL=address)
    notice(key, "foreign-confirmation", **asks, SubscribeURL="https://evil.example/?Action=ConfirmSubscription")
    notice(key, "farewell", Type="UnsubscribeConfirmation", Message="bye", Token="t0", SubscribeURL=address)


def make_sendgrid():
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    parts = {"email": MAIL, "envelope": '{"to":["C-K7@codes.example"],"from":"no-reply@springfield.example"}',
             "dkim": "{@springfield.example : pass, @other.example : fail}"}
    body = "".join(f'--xYzZY\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in parts.items())
    body = (body + "--xYzZY--\r\n").encode()
    (HERE / "sendgrid.body").write_bytes(body)
    (HERE / "sendgrid.key").write_text(base64.b64encode(public).decode())
    signature = key.sign(b"1772471704" + body, ec.ECDSA(hashes.SHA256()))
    (HERE / "sendgrid.signature").write_text(base64.b64encode(signature).decode())


make_ses()
make_sendgrid()
