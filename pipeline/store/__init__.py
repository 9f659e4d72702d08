"""The store (opslag): what was read, what the machine said of it, and what people said.

Everything goes through a :class:`Store` and its transactions::

    with Store("gestand.sqlite") as store:
        store.prepare()
        with store.writing() as tx:
            save(tx, labelled)
        with store.reading() as tx:
            rows = statements.listed(tx, StatementFilter(labels=("commitment",)))
"""

from pipeline.store import (
    documents,
    entries,
    entry_figures,
    events,
    jobs,
    judgements,
    proposals,
    register,
    reviews,
    runs,
    sessions,
    statement_names,
    statements,
    successions,
    users,
)
from pipeline.store.database import Store, Transaction
from pipeline.store.documents import DocumentFilter, DocumentRow, Labelling
from pipeline.store.entries import Kept
from pipeline.store.entry_filter import EntryOrder
from pipeline.store.faults import (
    ConflictError,
    SchemaError,
    StoreAddressError,
    StoreError,
    UnavailableStoreError,
    UnstorableError,
)
from pipeline.store.figures import Figures, figures
from pipeline.store.files import Imported, Taken, import_files, import_folder, take_in
from pipeline.store.jobs import Job, JobOutcome, SetAside
from pipeline.store.proposals import ProposalFilter
from pipeline.store.register import RegisterChanges
from pipeline.store.runs import RunCounts
from pipeline.store.saving import Saved, save
from pipeline.store.statement_filter import Order, StatementFilter
from pipeline.store.statements import StatementRow

__all__ = [
    "ConflictError",
    "DocumentFilter",
    "DocumentRow",
    "EntryOrder",
    "Figures",
    "Imported",
    "Job",
    "JobOutcome",
    "Kept",
    "Labelling",
    "Order",
    "ProposalFilter",
    "RegisterChanges",
    "RunCounts",
    "Saved",
    "SchemaError",
    "SetAside",
    "StatementFilter",
    "StatementRow",
    "Store",
    "StoreAddressError",
    "StoreError",
    "Taken",
    "Transaction",
    "UnavailableStoreError",
    "UnstorableError",
    "documents",
    "entries",
    "entry_figures",
    "events",
    "figures",
    "import_files",
    "import_folder",
    "jobs",
    "judgements",
    "proposals",
    "register",
    "reviews",
    "runs",
    "save",
    "sessions",
    "statement_names",
    "statements",
    "successions",
    "take_in",
    "users",
]
