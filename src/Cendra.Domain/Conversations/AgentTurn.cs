namespace Cendra.Domain.Conversations;

/// <summary>How one answer came to be: who answered, what was looked up and done, what was checked. Shown to hosts as "Why this answer". Holds no digits and no prompt.</summary>
public sealed class AgentTurn
{
    public Guid Id { get; init; }
    public Guid ConversationId { get; set; }

    /// <summary>The answer; null where none was sent.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>The last message of the guest that it is about; null = not known.</summary>
    public Guid? QuestionId { get; init; }

    /// <summary>The message beside which it is shown: the answer, else the question.</summary>
    public Guid About => MessageId ?? QuestionId ?? Guid.Empty;

    /// <summary>Who answered: <c>agent</c>, <c>basic-replies</c>, <c>rules</c>.</summary>
    public required string Responder { get; init; }

    /// <summary>The model's name; empty without one.</summary>
    public string Model { get; init; } = "";

    /// <summary>What was looked up and done, one a line, in a host's words.</summary>
    public string Steps { get; init; } = "";

    /// <summary>Why this and nothing else: the check that stopped a draft, the failure that led to a simpler answer; empty = all went its way.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>The release whose words and policy it was made with; 0 = before there were releases.</summary>
    public int Release { get; init; }

    public int ModelCalls { get; init; }
    public int ToolCalls { get; init; }
    public int InputTokens { get; init; }
    public int OutputTokens { get; init; }
    public DateTimeOffset StartedUtc { get; init; }
    public DateTimeOffset EndedUtc { get; init; }
}
