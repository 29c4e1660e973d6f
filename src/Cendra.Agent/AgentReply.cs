using Cendra.Agent.LockOuts;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Agent;

/// <summary>
/// What comes of a turn: a text, a human called, both, or (thanks, emoji, automatic mail) neither. Text may hold the tokens of <see cref="Grants"/> and no others.
/// Not a record: its text must not reach a log by accident.
/// </summary>
public sealed class AgentReply
{
    /// <summary>Empty = nothing is to be said.</summary>
    public required string Text { get; init; }

    /// <summary>BCP 47: the language of the text and from now on of the conversation; empty = unknown, nothing changes.</summary>
    public required string Language { get; init; }

    /// <summary>The tokens that stand in the text.</summary>
    public IReadOnlyList<CodeGrant> Grants { get; init; } = [];

    /// <summary>The tokens of secrets of the property that stand in the text.</summary>
    public IReadOnlyList<SecretGrant> Secrets { get; init; } = [];

    /// <summary>The guest asked what nothing that the host wrote answers.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>It asks which of a few topics is meant: where the guest does not choose, a person is called.</summary>
    public bool IsMenu { get; init; }

    /// <summary>What becomes of the help at a locked door; null = it is about something else.</summary>
    public LockOutMove? LockOut { get; init; }

    /// <summary>A human is to be called; null = none.</summary>
    public Handover? Handover { get; init; }

    /// <summary>Leaves even while a person has the conversation: words for danger.</summary>
    public bool IsSafety { get; init; }

    /// <summary>The text says that it is an assistant and how to reach a person.</summary>
    public bool DeclaresAssistant { get; init; }

    /// <summary>A time of the stay that is moved with this answer, by the host's rule; null = none is.</summary>
    public TimeMove? Moves { get; init; }

    /// <summary>The guest is asked which of their stays they mean: what they wrote is answered when they have said it.</summary>
    public bool AsksWhichStay { get; init; }

    /// <summary>What the guest wrote is about another of their stays, and is to be answered there; nothing is said here. Null = it is about this one.</summary>
    public Guid? OtherStayId { get; init; }

    /// <summary>How it came to be.</summary>
    public required TurnRecord Record { get; init; }

    /// <summary>Basic replies say, without a model, what the host wrote on a topic.</summary>
    public bool IsFromArticles => Record is { Responder: Replies.BasicReplies.Book, Sources.Count: > 0 };

    /// <summary>The same, waiting for a person because of <paramref name="why"/>.</summary>
    public AgentReply AsDraft(string why) => new()
    {
        Text = Text, Language = Language, Grants = Grants, Secrets = Secrets, IsUnanswered = IsUnanswered, IsMenu = IsMenu, IsSafety = IsSafety, DeclaresAssistant = DeclaresAssistant, Moves = Moves,
        Handover = Handover is { } call ? call with { Text = $"A draft waits for you, and nothing was sent yet. Once it is: {call.Text}" } : null,
        Record = Record with { Steps = [.. Record.Steps, TurnMarks.WrittenForPerson], Outcome = Record.Outcome.Length > 0 ? $"{why} {Record.Outcome}" : why },
    };
}

/// <summary>A time of a stay and to when it is moved, on the property's wall.</summary>
public sealed record TimeMove(TimeChangeKind Kind, TimeOnly At);

/// <summary>Why a human is called.</summary>
public enum HandoverReason
{
    /// <summary>Danger to somebody: gas, fire, water, an intruder, a medical emergency.</summary>
    Safety,

    /// <summary>The guest stands outside, or soon will.</summary>
    LockedOut,

    /// <summary>The guest asked for a person.</summary>
    PersonWanted,

    /// <summary>Nothing that Cendra knows answers it, or a rule leaves it to a person (money, times, complaints).</summary>
    NotForCendra,

    /// <summary>Somebody who is not known to have a stay wrote.</summary>
    Stranger,

    /// <summary>An answer could not be made or did not pass its checks.</summary>
    NoSafeAnswer,

    /// <summary>The host answers here, or keeps the topic for a person.</summary>
    AnsweredByPerson,

    /// <summary>The guest wants another code.</summary>
    NewCodeWanted,

    /// <summary>The guest has several stays and it is not known of which they speak.</summary>
    WhichStay,
}

/// <summary>A human is called. <paramref name="Title"/> and <paramref name="Text"/> are for the host, in English, and hold neither digits of a code nor the guest's own words.</summary>
public sealed record Handover(HandoverReason Reason, EscalationPriority Priority, string Title, string Text);

/// <summary>How an answer came to be, for "Why this answer". Holds no digits, no prompt and no text of a guest.</summary>
/// <param name="Responder"><c>agent</c>, <c>basic-replies</c> or <c>rules</c>.</param>
/// <param name="Steps">What was looked up and done, in a host's words.</param>
/// <param name="Outcome">What kept a better answer back; empty = all went its way.</param>
/// <param name="Use">What the model was asked and cost; null without one.</param>
public sealed record TurnRecord(string Responder, IReadOnlyList<string> Steps, string Outcome = "", ModelUse? Use = null)
{
    /// <summary>The articles that the answer rests on.</summary>
    public IReadOnlyList<TurnSource> Sources { get; init; } = [];
}

/// <summary>An article that an answer rests on.</summary>
/// <param name="ArticleId">Which.</param>
/// <param name="Number">Which version of it.</param>
/// <param name="Question">What it is about, in the host's words.</param>
/// <param name="Why">Why it was found, in a host's words.</param>
public sealed record TurnSource(Guid ArticleId, int Number, string Question, string Why);

/// <summary>What a model was asked in one turn, and what it cost in tokens as the endpoint counts them.</summary>
public sealed record ModelUse(string Model, int ModelCalls, int ToolCalls, int InputTokens, int OutputTokens)
{
    /// <summary>The endpoint did not count all of them: what is missing is taken as three characters each.</summary>
    public bool IsEstimated { get; init; }
}
