using Cendra.Agent.Prompts;
using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Releases;

/// <summary>All that keeps a release from being judged and put in force, before any scenario runs.</summary>
public sealed class ReleaseProblems(IOptionsMonitor<TwilioOptions> twilio)
{
    /// <summary>What is wrong with the words themselves, and what they would do to texts that WhatsApp approved; empty = nothing.</summary>
    public IReadOnlyList<TextProblem> Of(PromptRelease content, PromptRelease inForce) => [.. ReleaseChecks.Of(content), .. ApprovedPlaces.Of(content, inForce, twilio.CurrentValue)];
}
