"""Every kind of record by name, for code that may only ask whether there are any, as guards do: `records.of(Seal)`.

Defining a record class takes SQLAlchemy and pydantic some milliseconds, the guards of every step look at records of
every group, and most inspections have few of them. What is imported from here stands for the class and defines it when
it is needed: when the case file has such a record, when one is made, or when anything else is asked of the class.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from jxinspect.model.address import *
    from jxinspect.model.base import Record
    from jxinspect.model.blacklist import *
    from jxinspect.model.challenge import *
    from jxinspect.model.checklist import *
    from jxinspect.model.circular import *
    from jxinspect.model.correction import *
    from jxinspect.model.crime import *
    from jxinspect.model.dataset import *
    from jxinspect.model.document import *
    from jxinspect.model.duty import *
    from jxinspect.model.evidence import *
    from jxinspect.model.flag import *
    from jxinspect.model.flag_reply import *
    from jxinspect.model.handout import *
    from jxinspect.model.incident import *
    from jxinspect.model.inspect import *
    from jxinspect.model.interest import *
    from jxinspect.model.lead import *
    from jxinspect.model.leak import *
    from jxinspect.model.letters import *
    from jxinspect.model.notify import *
    from jxinspect.model.offsite import *
    from jxinspect.model.paper import *
    from jxinspect.model.pick import *
    from jxinspect.model.plan import *
    from jxinspect.model.proceeding import *
    from jxinspect.model.proceeding_end import *
    from jxinspect.model.proceeding_hearing import *
    from jxinspect.model.publication import *
    from jxinspect.model.publicity import *
    from jxinspect.model.recording import *
    from jxinspect.model.rectify import *
    from jxinspect.model.recusal import *
    from jxinspect.model.referral import *
    from jxinspect.model.register import *
    from jxinspect.model.report import *
    from jxinspect.model.report_version import *
    from jxinspect.model.request import *
    from jxinspect.model.seal import *
    from jxinspect.model.service import *
    from jxinspect.model.signed import *
    from jxinspect.model.sync import *
    from jxinspect.model.talk import *
    from jxinspect.model.third_party import *
    from jxinspect.model.year import *

R = TypeVar("R", bound="Record")

#: Module → the record classes it defines; a table is named like its class, unless it says otherwise after "=".
_MODULES = {
    "address": "ServiceAddress",
    "blacklist": "BlacklistEntry BlacklistStep",
    "challenge": "Challenge ChallengeStep ChallengeOutcome",
    "checklist": "OwnPoint CheckAnswer",
    "circular": "Circular Recommendation RecommendationReply",
    "correction": "Correction",
    "crime": "CrimeReport CrimeDecision",
    "dataset": "Dataset DatasetFile DataPart DatasetWithdrawal HeaderProfile DataReview DatasetUse DataPurge",
    "document": "Document Numbering",
    "duty": "Override Acknowledgement Setting",
    "evidence": "Evidence EvidenceSheet Custody Extraction",
    "flag": "RuleRun RuleOutcome Flag FlagDecision FlagDraw",
    "flag_reply": "FlagBatch FlagSent FlagReminder FlagReply FlagAnswer FlagVerification Escalation",
    "handout": "Handout",
    "incident": "Incident IncidentAssessment IncidentReport IncidentDispatch",
    "inspect": (
        "Entry Commitment Handover HandoverItem Questioning SiteRecord WorkingPaper Finding Order=correction_order"
        " OrderRecheck"
    ),
    "lead": (
        "Lead Reporter ReporterRequest LeadAssessment LeadAssignment LeadInspection LeadExtension LeadClosing"
        " Cooperation CooperationAnswer"
    ),
    "interest": "Interest",
    "leak": "Leak LeakMeasure LeakClosing",
    "letters": "QuestioningNotice Assistance AssistanceReply",
    "notify": "Notice MaterialsList MaterialItem",
    "offsite": "OffsiteNotice Supplement SupplementFault",
    "paper": "PaperVersion",
    "pick": "Pick PickedItem",
    "plan": "Agency Staff Unit Inspection Scheme Approval TeamMember",
    "publication": "Publication PublishedFinding Redaction",
    "publicity": "Publicity",
    "proceeding": ("Proceeding InvestigationEnd PriorNotice Defence DefenceReview LegalReview Discussion Decision"),
    "proceeding_end": "Payment Urging Enforcement ProceedingClosing Preservation PreservedItem",
    "proceeding_hearing": "HearingRequest HearingNotice HearingRecord",
    "recording": "Recording",
    "rectify": "RectificationOpinion LedgerItem Progress Recheck RecheckItem",
    "recusal": "Declaration DeclarationCheck RecusalRequest RecusalDecision",
    "referral": "Referral ReferralStep",
    "register": "SeriesCode Training Agreement AgreementChange",
    "report_version": "ReportText ReportedFinding ObjectivityCheck",
    "request": "DataRequest DataReceipt QueryRight QueryRightEnd",
    "report": (
        "ReportDraft Consultation Objection ObjectionItem LateAnswer DeemedConsent Adoption Report FieldworkEnd Closing"
    ),
    "seal": "Seal SealItem Strip SealExtension SealRelease SealCount Reseal",
    "service": "ProofOfService ServiceFailure",
    "signed": "DocumentVoid SignedPaper",
    "sync": "Device DeviceRevocation PersonKey PersonKeyRevocation Signature Ruling Lease LeaseEnd",
    "talk": "Talk TalkMinutes TalkRequirement TalkFulfilment Inquiry InquiryReply",
    "third_party": "Engagement Undertaking Authorisation DataUse",
    "year": "Plan PlanChange PlanItem",
}


class _Kind:
    """Stands for a record class that need not be defined yet."""

    def __init__(self, module: str, name: str, table: str) -> None:
        self.module, self.name, self.__tablename__ = f"{__package__}.{module}", name, table

    def known(self) -> Any:
        """The class, or None while nobody has defined it."""
        return getattr(sys.modules.get(self.module), self.name, None)

    def define(self) -> Any:
        return getattr(import_module(self.module), self.name)

    def __call__(self, *args: Any, **fields: Any) -> Any:
        return self.define()(*args, **fields)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.define(), name)

    def __instancecheck__(self, thing: object) -> bool:
        cls = self.known()
        return cls is not None and isinstance(thing, cls)


def _all() -> list[_Kind]:
    pairs = [(module, *word.partition("=")) for module, words in _MODULES.items() for word in words.split()]
    return [_Kind(module, name, table or name.lower()) for module, name, _, table in pairs]


_KINDS = {kind.name: kind for kind in _all()}
_BY_TABLE = {kind.__tablename__: kind for kind in _KINDS.values()}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name in _KINDS:
            return _KINDS[name].known() or _KINDS[name]
        raise AttributeError(name)


def is_defined(cls: type[Record]) -> bool:
    """Whether the class exists; no record of a class that does not can be in this process."""
    return not isinstance(cls, _Kind) or cls.known() is not None


def known(cls: type[R]) -> type[R]:
    """The class itself if it is defined, else what stands for it."""
    return cls.known() or cls if isinstance(cls, _Kind) else cls


def defined(cls: type[R]) -> type[R]:
    """The class itself."""
    return cls.define() if isinstance(cls, _Kind) else cls


def of_table(name: str) -> type[Record]:
    """The class whose records stand in that table."""
    return cast("type[Record]", _BY_TABLE[name].define())


def define_all() -> None:
    """Define every record class, so that every table is in `Record.metadata`."""
    for module in Path(__file__).parent.glob("[a-z]*.py"):
        import_module(f"{__package__}.{module.stem}")
