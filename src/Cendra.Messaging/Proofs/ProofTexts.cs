using System.Globalization;
using Cendra.Agent.Prompts;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Proofs;

/// <summary>What the address on file is told where somebody asks from another one: the six digits, and that the other one proved itself. Never depends on a model.</summary>
public sealed class ProofTexts(PromptShelf shelf, LinkTokens tokens, StayClock clock)
{
    private const string CodeBook = "one-time-code";
    private const string AddedBook = "address-added";

    /// <summary>The key of the word about this address, and about the code that was typed there.</summary>
    internal static string KeyOf(Guid identityId, OneTimeCode code) => string.Create(CultureInfo.InvariantCulture, $"{AddedBook}:{identityId:N}:{code.Id:N}:{code.Number}");

    /// <summary>The letter, or why there is none any more. The digits stand as a token in the text. Changes the message's text and language; the caller saves.</summary>
    public async Task<Composed> ComposeAsync(CendraDbContext db, Message message, Stay stay, string address, CancellationToken ct)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["property"] = stay.Property?.Name ?? "" };
        var oneTime = "";
        if (message.Kind == MessageKinds.OneTimeCode)
        {
            var code = await db.OneTimeCodes.AsNoTracking().SingleOrDefaultAsync(c => c.MessageId == message.Id, ct);
            if (code?.IsLive(clock.GetUtcNow()) != true || tokens.OfAddress(address) != code.AddressHash)
            {
                return Composed.Withdrawn("The code in it counts no more.");
            }

            (oneTime, values["code"]) = (tokens.OneTimeDigits(code.Id, code.Number), $"[[{Letter.OneTimeToken}]]");
        }
        else
        {
            var id = Guid.ParseExact(message.DedupeKey.Split(':')[1], "N");
            if (await db.ChannelIdentities.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { RevokedUtc: null } identity)
            {
                return Composed.Withdrawn("The address counts no more.");
            }

            values["address"] = $"{MessageWords.Of(identity.Channel)}, {(identity.Address.StartsWith('+') ? Phones.Spaced(identity.Address) : identity.Address)}";
        }

        var book = shelf.Book(message.Kind == MessageKinds.OneTimeCode ? CodeBook : AddedBook);
        var language = book.LanguageFor(message.Language);
        (message.Body, message.Language) = (book.Text(language).Fill(values), language);
        return Composed.Ready(new Letter { Address = MailAddresses.Is(address) ? "" : address, Mail = MailAddresses.Is(address) ? address : "", Text = message.Body, Language = language, OneTime = oneTime, Stay = stay });
    }
}
