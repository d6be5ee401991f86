-- Contacts are found by what their name, e-mail or phone number begins with. Equality goes by these as well.
drop index contacts_email;
drop index contacts_phone;
create index contacts_email on contacts (workspace_id, lower(email) text_pattern_ops, id) where email is not null;
create index contacts_phone on contacts (workspace_id, phone text_pattern_ops, id) where phone is not null;
create index contacts_first_name on contacts (workspace_id, lower(first_name || ' ' || last_name) text_pattern_ops)
    where first_name <> '';
create index contacts_last_name on contacts (workspace_id, lower(last_name) text_pattern_ops)
    where last_name <> '';
