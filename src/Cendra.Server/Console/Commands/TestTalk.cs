using Cendra.Knowledge;
using Cendra.Messaging.Inbound;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>One call to the test box from a page: an answer, or what is in the way. Nothing is sent and nothing stored.</summary>
public sealed class TestTalk(TestBox box)
{
    /// <summary>Longest question, in characters.</summary>
    public const int Longest = 1000;

    /// <summary>Asks as the guest of a stay.</summary>
    public async Task<(TestAnswer? Answer, string Problem)> AskAsync(Guid stayId, string question, SignedInHost host, CancellationToken ct)
    {
        if (!host.MayChange)
        {
            return (null, "Your account looks and tries nothing. An owner can change that.");
        }

        return await box.AskAsync(stayId, question.Trim(), new Editor(host.Actor, host.Scope), ct) is { } answer ? (answer, "") : (null, "This stay is not here any more, or lies outside what you see.");
    }
}
