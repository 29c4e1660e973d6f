using Cendra.Domain.Audit;

namespace Cendra.Domain.Releases;

/// <summary>Where a release stands. Stored by number.</summary>
public enum ReleaseState
{
    /// <summary>It is being written; no guest reads a word of it. At most one is.</summary>
    Draft = 0,

    /// <summary>In force: what guests read from now on. Exactly one is.</summary>
    Published = 1,

    /// <summary>It was in force, and another took its place.</summary>
    Withdrawn = 2,
}

/// <summary>
/// One version of the words and the policy of the house: what differs from the texts that ship, so that a later version of Cendra brings its own words for all that the house left alone. Its content is fixed once it
/// was in force. Every change of what is in force changes two rows with versions, so that of two at the same moment one fails.
/// </summary>
public sealed class Release : Audited
{
    private const int LongestLine = 200;

    public Guid Id { get; init; }

    /// <summary>1, 2, 3 …; unique.</summary>
    public required int Number { get; init; }

    public ReleaseState State { get; private set; }

    /// <summary>JSON object: the name of each file of <c>prompts</c> that differs from the one that ships, and its Markdown.</summary>
    public string Texts { get; private set; } = "{}";

    /// <summary>The policy, as the file <c>prompts/policy.yaml</c> has it; empty = the one that ships.</summary>
    public string Policy { get; private set; } = "";

    /// <summary>What changed and why, in the words of whoever wrote it.</summary>
    public string Remark { get; private set; } = "";

    /// <summary>Who wrote it, as the audit names them.</summary>
    public string WrittenBy { get; private set; } = "";

    public DateTimeOffset WrittenUtc { get; private set; }

    /// <summary>Who put it in force last; empty = nobody did.</summary>
    public string PublishedBy { get; private set; } = "";

    public DateTimeOffset? PublishedUtc { get; private set; }

    /// <summary>Hash of all words and the policy that the safety scenarios ran on; empty = they have not run.</summary>
    public string RunHash { get; private set; } = "";

    public DateTimeOffset? RunUtc { get; private set; }

    /// <summary>Scenarios that held.</summary>
    public int RunHeld { get; private set; }

    /// <summary>Scenarios that did not.</summary>
    public int RunFailed { get; private set; }

    /// <summary>What answered in them: the rules, scripted models, the model that is set.</summary>
    public string RunWith { get; private set; } = "";

    /// <summary>JSON array of the scenarios that failed, each with its id and why, in words.</summary>
    public string RunFailures { get; private set; } = "[]";

    /// <summary>Hash of what the content was held against: this build of Cendra, the files of the scenarios, the kept cases. Empty = the scenarios have not run, or ran before this was noted.</summary>
    public string RunGround { get; private set; } = "";

    /// <summary>The model that was asked in the run and answered; empty = none was, and no model has read the words.</summary>
    public string RunModel { get; private set; } = "";

    /// <summary>JSON array of the scenarios of which only leaks and broken rules of the house counted, because the policy took away what they need, each with its id and why, in words.</summary>
    public string RunLeftOut { get; private set; } = "[]";

    public int Version { get; private set; }

    /// <inheritdoc />
    public override string AuditStream => "releases";

    /// <summary>What the last run says of this content now.</summary>
    /// <param name="hash">Of the content.</param>
    /// <param name="ground">Of what it would be held against now.</param>
    /// <param name="model">The model that must have read it; empty = none must.</param>
    public ReleaseJudgement Judged(string hash, string ground, string model) => RunHash != hash ? ReleaseJudgement.NotRun
        : RunGround != ground ? ReleaseJudgement.OtherGround
        : RunFailed > 0 || RunHeld == 0 ? ReleaseJudgement.Failed
        : model.Length > 0 && RunModel != model ? ReleaseJudgement.NoModel
        : ReleaseJudgement.Held;

    /// <summary>Begins with the content of another.</summary>
    public static Release Begin(Guid id, int number, Release from, string actor, DateTimeOffset nowUtc)
    {
        var release = new Release { Id = id, Number = number, Texts = from.Texts, Policy = from.Policy, WrittenBy = actor, WrittenUtc = nowUtc };
        release.Note(AuditKind.ReleaseChanged, actor, $"Began release {number} from release {from.Number}", id);
        return release;
    }

    /// <summary>What an installation starts with: in force as it is.</summary>
    public static Release First(Guid id, string texts, string policy, string remark, DateTimeOffset nowUtc)
    {
        var release = new Release
        {
            Id = id, Number = 1, State = ReleaseState.Published, Texts = texts, Policy = policy, Remark = remark, WrittenBy = AuditActor.Cendra, WrittenUtc = nowUtc,
            PublishedBy = AuditActor.Cendra, PublishedUtc = nowUtc,
        };
        release.Note(AuditKind.ReleaseChanged, AuditActor.Cendra, "Release 1 is in force: the texts that this installation started with", id);
        return release;
    }

    /// <summary>Other content. Throws when it is or was in force.</summary>
    public void Change(string texts, string policy, string what, string actor, DateTimeOffset nowUtc)
    {
        Expect(ReleaseState.Draft);
        (Texts, Policy, WrittenBy, WrittenUtc) = (texts, policy, actor, nowUtc);
        Note(AuditKind.ReleaseChanged, actor, $"Release {Number}: {what}", Id);
    }

    /// <summary>What is said about it. Throws when it is or was in force.</summary>
    public void Describe(string remark)
    {
        Expect(ReleaseState.Draft);
        Remark = remark;
    }

    /// <summary>What came of the safety scenarios.</summary>
    public void NoteRun(ReleaseRun run, string actor, DateTimeOffset nowUtc)
    {
        Expect(ReleaseState.Draft);
        (RunHash, RunGround, RunUtc, RunHeld, RunFailed, RunFailures, RunLeftOut) = (run.Hash, run.Ground, nowUtc, run.Held, run.Failed, run.Failures, run.LeftOut);
        (RunWith, RunModel) = (Cut(run.With), Cut(run.Model));
        Note(AuditKind.ReleaseChanged, actor, $"Release {Number}: safety scenarios ran with {run.With}, {run.Held} held and {run.Failed} failed", Id);
    }

    /// <summary>In force from now on, in the place of <paramref name="before"/>. Whoever saves it fails where one of the two changed meanwhile.</summary>
    public void TakeOver(Release before, string actor, DateTimeOffset nowUtc)
    {
        if (State == ReleaseState.Published || before.State != ReleaseState.Published)
        {
            throw new InvalidOperationException($"Release {Number} ({State}) cannot take the place of release {before.Number} ({before.State}).");
        }

        var back = State == ReleaseState.Withdrawn;
        (State, PublishedBy, PublishedUtc) = (ReleaseState.Published, actor, nowUtc);
        before.State = ReleaseState.Withdrawn;
        Note(AuditKind.ReleaseChanged, actor, $"{(back ? "Went back to" : "Published")} release {Number} in the place of release {before.Number}", Id);
    }

    /// <summary>The line for the chain when a draft is thrown away.</summary>
    public StreamNotes NotesOfEnd(string actor) => new StreamNotes(AuditStream).Add(AuditKind.ReleaseChanged, actor, $"Threw away release {Number}");

    private static string Cut(string line) => line.Length <= LongestLine ? line : line[..LongestLine];

    private void Expect(ReleaseState state)
    {
        if (State != state)
        {
            throw new InvalidOperationException($"Release {Number} is {State} and not {state}.");
        }
    }
}
