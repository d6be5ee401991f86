"""The HTTP door: routes, schemas, problems, authentication and the event stream."""
