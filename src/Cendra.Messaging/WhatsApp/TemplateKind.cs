namespace Cendra.Messaging.WhatsApp;

/// <summary>The kinds of message that Cendra begins by itself; on WhatsApp each needs a text that was approved before.</summary>
public static class TemplateKind
{
    /// <summary>Before the arrival: where, the code, how. <c>prompts/pre-arrival.md</c>.</summary>
    public const string EntryDetails = "entry-details";

    /// <summary>The code a guest was told, or its times, changed. <c>prompts/code-changed.md</c>.</summary>
    public const string CodeChanged = "code-changed";

    /// <summary>A host is needed. <c>prompts/host-called.md</c>. Never digits of a code.</summary>
    public const string HostCalled = "host-called";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [EntryDetails, CodeChanged, HostCalled];

    /// <summary>The file in <c>prompts</c> that holds the kind's words.</summary>
    internal static string Book(string kind) => kind switch
    {
        EntryDetails => "pre-arrival",
        CodeChanged or HostCalled => kind,
        _ => throw new ArgumentException($"'{kind}' is no kind of message.", nameof(kind)),
    };
}
