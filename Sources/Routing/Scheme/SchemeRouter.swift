internal import AgreementEngine
internal import CanonicalModel
internal import SchemeEngine

/// What a scheme means for one partnership's records: the pack, its evaluator and the posts its roles are.
struct SchemeRouter: Sendable {
    let pack: SchemePack
    let evaluator: SchemeEvaluator
    let directory: PartnershipDirectory

    init(_ pack: SchemePack, directory: PartnershipDirectory) {
        self.pack = pack
        evaluator = SchemeEvaluator(pack)
        self.directory = directory
    }
}
