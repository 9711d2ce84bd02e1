import FeedRows

/// The columns of the partners' layout; README.md says what each holds.
enum PartnersLayout {
    static let layout = FeedLayout(
        prefix: "partners", common: ["provider", "record_reference", "occurred_at"] + FeedRow.personColumns,
        byType: [
            "youth-assessment": [
                "tool", "assessment_status", "assessed_on", "reoffending_score", "reoffending_band", "harm_band",
                "safety_band",
            ],
            "treatment": ["treatment_origin", "treatment_event", "modality", "test_result"],
            "monitoring": ["monitoring_event", "order_type"],
            "attendance": ["attended", "service", "appointment_required", "absence_acceptable", "provider_id"],
            "breach": ["breached_order"],
            "plan": ["plan_version", "plan_actions", "support_level", "lead_professional", "review_due", "outcomes"],
            "strand": ["strand", "lead_agency", "meeting", "decided_by"],
            "consent": ["covers", "purpose", "with", "consent_state", "consent_form", "recorded_by"],
            "nomination": ["cohort", "nominated_by", "reason"],
        ])
}
