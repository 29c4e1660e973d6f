using Cendra.Agent.Language;
using Cendra.Agent.LockOuts;
using Cendra.Agent.Prompts;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Agent.Replies;

/// <summary>A reply while it is put together, paragraph by paragraph, from the texts of <c>prompts/basic-replies.md</c>.</summary>
internal sealed class ReplyDraft(string responder, string language, PromptBook words)
{
    private readonly List<string> _paragraphs = [];
    private readonly List<string> _steps = [];
    private readonly List<CodeGrant> _grants = [];
    private readonly List<SecretGrant> _secrets = [];
    private readonly List<TurnSource> _sources = [];
    private TimeMove? _moves;

    /// <summary>The call for a human so far, led by what is most urgent in it; null = none.</summary>
    public Handover? Handover { get; private set; }

    public bool IsSafety { get; init; }

    /// <summary>What becomes of the help at a locked door; null = it is about something else.</summary>
    public LockOutMove? LockOut { get; set; }

    /// <summary>The guest is asked which stay they mean.</summary>
    public bool AsksWhichStay { get; set; }

    /// <summary>Something was asked that nothing known answers.</summary>
    public bool IsUnanswered { get; private set; }

    /// <summary>It asks the guest which of a few topics is meant.</summary>
    public bool IsMenu { get; private set; }

    public string Language => language;

    /// <summary>One of the texts with its places filled.</summary>
    public string Words(string key, params ReadOnlySpan<(string Name, string Value)> places)
    {
        var text = words.Text(language, key);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in places)
        {
            values[name] = text.HasOwnLine(name) ? value : Directions.Isolated(language, value);
        }

        return text.Fill(values);
    }

    public ReplyDraft Say(string key, params ReadOnlySpan<(string Name, string Value)> places) => Add(Words(key, places));

    public ReplyDraft Add(string paragraph)
    {
        if (paragraph.Length > 0)
        {
            _paragraphs.Add(paragraph);
        }

        return this;
    }

    /// <summary>The text holds these tokens.</summary>
    public ReplyDraft Grant(IEnumerable<CodeGrant> grants)
    {
        _grants.AddRange(grants.Where(g => !_grants.Contains(g)));
        return this;
    }

    /// <summary>The text holds these tokens of secrets.</summary>
    public ReplyDraft GrantSecrets(IEnumerable<SecretGrant> grants)
    {
        _secrets.AddRange(grants.Where(g => !_secrets.Contains(g)));
        return this;
    }

    /// <summary>An article that it rests on.</summary>
    public ReplyDraft Source(TurnSource source)
    {
        _sources.Add(source);
        return this;
    }

    /// <summary>The guest is to choose.</summary>
    public ReplyDraft Offers()
    {
        IsMenu = true;
        return this;
    }

    /// <summary>Something of what was asked is left to a person.</summary>
    public ReplyDraft LeaveOpen()
    {
        IsUnanswered = true;
        return this;
    }

    /// <summary>What was looked up or done, in a host's words.</summary>
    public ReplyDraft Step(string step)
    {
        _steps.Add(step);
        return this;
    }

    /// <summary>A time of the stay is moved with it.</summary>
    public ReplyDraft Move(TimeMove move)
    {
        _moves = move;
        return this;
    }

    /// <summary>Calls a human, with all that one was called for before.</summary>
    public ReplyDraft Call(Handover handover)
    {
        Handover = Together(Handover, handover);
        return this;
    }

    public AgentReply Done(string outcome = "") => new()
    {
        Text = string.Join("\n\n", _paragraphs),
        Language = _paragraphs.Count == 0 ? "" : language,
        Grants = [.. _grants],
        Secrets = [.. _secrets],
        Handover = Handover,
        LockOut = LockOut,
        IsSafety = IsSafety,
        IsUnanswered = IsUnanswered,
        IsMenu = IsMenu,
        Moves = _moves,
        AsksWhichStay = AsksWhichStay,
        Record = new TurnRecord(responder, [.. _steps], outcome) { Sources = [.. _sources] },
    };

    /// <summary>Two calls of one turn as one: the more urgent one leads, the first where they are alike, and what the other one is for is told with it.</summary>
    public static Handover? Together(Handover? first, Handover? second)
    {
        if (first is null || second is null || first == second)
        {
            return first ?? second;
        }

        var (lead, also) = second.Priority < first.Priority ? (second, first) : (first, second);
        var more = also.Title == lead.Title ? also.Text : $"Also: {also.Title}. {also.Text}";
        return lead.Text.Contains(more, StringComparison.Ordinal) ? lead : lead with { Text = $"{lead.Text} {more}" };
    }
}
