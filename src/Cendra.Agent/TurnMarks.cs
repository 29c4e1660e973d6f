using Cendra.Domain.Conversations;

namespace Cendra.Agent;

/// <summary>What stands among the steps of a turn so that it can be counted afterwards, in a host's words.</summary>
public static class TurnMarks
{
    /// <summary>A person was called with it.</summary>
    public const string PersonCalled = "A person was called";

    /// <summary>The guest was asked which of a few topics is meant.</summary>
    public const string TopicsOffered = "Topics were offered to choose from";

    /// <summary>The reply was written for a person to send.</summary>
    public const string WrittenForPerson = "Written for a person to send";

    /// <summary>How the reply came to be, with its marks.</summary>
    public static TurnRecord Of(AgentReply reply) => reply.Handover is null ? reply.Record : reply.Record with { Steps = [.. reply.Record.Steps, PersonCalled] };

    /// <summary>The turn called a person.</summary>
    public static bool CalledPerson(AgentTurn turn) => Has(turn, PersonCalled);

    /// <summary>The turn offered topics.</summary>
    public static bool OfferedTopics(AgentTurn turn) => Has(turn, TopicsOffered);

    /// <summary>The turn wrote a draft.</summary>
    public static bool WroteDraft(AgentTurn turn) => Has(turn, WrittenForPerson);

    private static bool Has(AgentTurn turn, string mark) => turn.Steps.Split('\n').Contains(mark, StringComparer.Ordinal);
}
