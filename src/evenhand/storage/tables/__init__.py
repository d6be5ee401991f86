"""The statements of the lanes, by what they load and save. Sets of rows and keys travel as one JSON text."""
