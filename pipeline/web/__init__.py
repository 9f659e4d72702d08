"""The web application (webtoepassing): server-rendered pages over the store, in Dutch. FastAPI is only here."""
