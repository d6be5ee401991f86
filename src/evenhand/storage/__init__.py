"""All SQL: connections, migrations, the working set's loads and saves, and the read queries."""
