-- A webhook finds its contact by e-mail or phone number.

create index contacts_email on contacts (workspace_id, lower(email), id) where email is not null;
create index contacts_phone on contacts (workspace_id, phone, id) where phone is not null;
