using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.World;

/// <summary>What was said by that evening: one guest stands outside, one was answered, one is with a person, one is unknown and one message is held back.</summary>
public static class WordsInFourFlats
{
    /// <summary>What a page can be opened at.</summary>
    public sealed record Places(Guid Answered, Guid Locked, Guid Stranger, Guid Alarm, Guid Taken, Guid Closed, string OpenLink, string TakenLink);

    /// <summary>Fills in the words after <see cref="TonightInFourFlats.FillAsync"/>.</summary>
    public static async Task<Places> FillAsync(House house)
    {
        var (around, talk, now) = (new Neighbourhood(house), new Talk(house), House.Evening);
        var beatriz = await StayOfAsync(house, "Beatriz Oliveira");
        var answered = await talk.BeginAsync(beatriz, "+351912345907", "pt");
        await talk.HouseAsync(answered, "pre-arrival", MessageAuthor.Template, "Olá Beatriz: Casa Tramuntana, Begur. O seu código [[code:K7Q2]] funciona a partir das 17:00. Primeiro o portão, depois a porta da frente.", now.AddHours(-25));
        await talk.GuestAsync(answered, "Olá! Há estacionamento perto? Experimentei [[typed]] no portão.", now.AddHours(-3), typed: TypedCode.Match);
        var answer = await talk.HouseAsync(answered, "answer", MessageAuthor.Agent, "Sim: há dois lugares no pátio, à direita do portão. O código abre também o portão.", now.AddHours(-3), DeliveryStatus.Delivered);
        await talk.WhyAsync(answer, "Looked up the stay: arriving today, 5 guests\nRead “Parking at Casa Tramuntana”, approved 12 Oct\nNoted the arrival time");
        await talk.GuestAsync(answered, "Obrigada 🙂", now.AddMinutes(-14), note: "Nothing was asked.");
        await using (var db = house.Database.Open())
        {
            db.Messages.Add(new Message
            {
                Id = house.NextId(), ConversationId = answered.Id, ReservationId = answered.ReservationId, StayId = answered.StayId, Direction = MessageDirection.Inbound, Author = MessageAuthor.Guest,
                Kind = MessageKinds.Reaction, DedupeKey = $"in:{house.NextId():N}", Body = "👍", QuotesId = answer.Id, State = MessageState.Answered, CreatedUtc = now.AddMinutes(-170),
            });
            db.GuestLinks.Add(new GuestLink { Id = house.NextId(), StayId = beatriz.Id, GuestVersion = 1, AddressHash = "a", TokenHash = "b", CreatedUtc = now.AddHours(-25) });
            (await db.ChannelIdentities.SingleAsync(i => i.ConversationId == answered.Id)).OptedOutUtc = now.AddMinutes(-10);
            var companion = new ChannelIdentity { Id = house.NextId(), ConversationId = answered.Id, Channel = ChannelKind.WhatsApp, Address = "+351913345111", CreatedUtc = now.AddHours(-2) };
            companion.Prove(beatriz.Id, 1, house.Services.GetRequiredService<LinkTokens>().OfAddress("+351912345907"), now.AddHours(-2));
            db.ChannelIdentities.Add(companion);
            await db.SaveChangesAsync();
        }

        var jonas = await StayOfAsync(house, "Jonas Weber");
        var locked = await talk.BeginAsync(jonas, "+491701234555", "de", c => c.TakeOver(house.NextId(), now.AddMinutes(-40)));
        await talk.HouseAsync(locked, "pre-arrival", MessageAuthor.Template, "Hallo Jonas, der Code folgt, sobald die Tür ihn hat.", now.AddHours(-20), state: MessageState.Held, why: "Not on the allow-list");
        await talk.GuestAsync(locked, "Wir sind in einer Stunde da. Wo ist der Code?", now.AddMinutes(-11), MessageState.Queued);
        var alarm = await around.EscalateAsync("Jonas cannot get into the flat", "The flat door went offline at 14:05, before it had taken the code. Three backup codes are on the lock.\nCendra tries again every 10 minutes.", jonas, null,
            e => (e.NextNoticeUtc, e.NoticeRounds) = (now.AddSeconds(48), 1), locked.Id, EscalationPriority.P0, $"guest:{locked.Id:N}:LockedOut");
        var closed = await around.EscalateAsync("The pool house did not report", "It was offline for an hour.", beatriz, then: e => e.Resolve("cendra", "In order again", now));
        var taken = await around.EscalateAsync("The battery of the building door is low", "It was 18 % when last seen.", await StayOfAsync(house, "Chloé Martin"), priority: EscalationPriority.P2);
        var (openLink, takenLink) = (await talk.CallAsync(alarm, "Oriol Serra"), await talk.CallAsync(taken, "Rui Costa"));
        await using (var db = house.Database.Open())
        {
            var contact = await db.HostContacts.SingleAsync(c => c.Name == "Rui Costa");
            (await db.Escalations.SingleAsync(e => e.Id == taken.Id)).AcknowledgeByLink(contact.Id, contact.Name, now);
            await db.SaveChangesAsync();
        }

        await ShowsPictureAsync(house, locked.Id, now.AddMinutes(-10));
        await StoodOutsideAsync(house, beatriz, jonas, locked.Id);
        var stranger = await talk.BeginAsync(null, "+447700900123", "en");
        await talk.GuestAsync(stranger, "Hi, what is the code for the flat on Passeig del Born?", now.AddMinutes(-31));
        await talk.HouseAsync(stranger, "answer", MessageAuthor.Template, "I cannot find a booking for this number. Please write from the number in your booking, or ask the host there.", now.AddMinutes(-31), state: MessageState.Failed, why: "WhatsApp did not take it: the number is not on WhatsApp");
        return new(answered.Id, locked.Id, stranger.Id, alarm.Id, taken.Id, closed.Id, openLink, takenLink);
    }

    /// <summary>Two who got in some evenings ago, and one who has not.</summary>
    private static async Task StoodOutsideAsync(House house, Stay beatriz, Stay jonas, Guid lockedId)
    {
        var now = House.Evening;
        await using var db = house.Database.Open();
        var mistyped = new LockOut { Id = house.NextId(), StayId = beatriz.Id, OpenedUtc = now.AddDays(-9), Finding = LockOutFinding.Mistyped, Step = LockOutStep.AskedTry, WrongTries = 1, HelpedUtc = now.AddDays(-9) };
        mistyped.Finish(LockOutEnd.Unlocked, now.AddDays(-9).AddMinutes(4));
        var dark = new LockOut { Id = house.NextId(), StayId = beatriz.Id, OpenedUtc = now.AddDays(-3), OpenedBy = LockOutSign.LockRefused, Finding = LockOutFinding.DeadBattery, Step = LockOutStep.ToldOtherWay, HelpedUtc = now.AddDays(-3), FallbackToldUtc = now.AddDays(-3) };
        dark.Finish(LockOutEnd.GuestInside, now.AddDays(-3).AddMinutes(11));
        db.LockOuts.AddRange(mistyped, dark, new LockOut { Id = house.NextId(), StayId = jonas.Id, ConversationId = lockedId, OpenedUtc = now.AddMinutes(-11), Finding = LockOutFinding.OfflineWithoutCode, Step = LockOutStep.WaitsForPerson, HelpedUtc = now.AddMinutes(-10) });
        foreach (var ended in new[] { mistyped, dark })
        {
            ended.NextUtc = null;
        }

        await db.SaveChangesAsync();
    }

    /// <summary>The guest sends a picture of the keypad, and where they stand.</summary>
    private static async Task ShowsPictureAsync(House house, Guid conversationId, DateTimeOffset atUtc)
    {
        await using var db = house.Database.Open();
        var message = new Message
        {
            Id = house.NextId(), ConversationId = conversationId, Direction = MessageDirection.Inbound, Author = MessageAuthor.Guest, Kind = "from-guest", DedupeKey = $"in:{house.NextId():N}", Attachment = "image/png",
            State = MessageState.Answered, CreatedUtc = atUtc,
        };
        db.Messages.AddRange(message, new Message
        {
            Id = house.NextId(), ConversationId = conversationId, Direction = MessageDirection.Inbound, Author = MessageAuthor.Guest, Kind = "from-guest", DedupeKey = $"in:{house.NextId():N}", QuotesId = message.Id,
            Attachment = new Position(52.49903, 13.41826).Stored, State = MessageState.Answered, CreatedUtc = atUtc.AddSeconds(20),
        });
        var picture = house.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Cendra.GuestFiles.v1")
            .Protect(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="));
        db.GuestFiles.Add(new GuestFile { Id = house.NextId(), MessageId = message.Id, ProviderMessageId = "MM1", ProviderId = "ME1", ContentType = "image/png", State = GuestFileState.Kept, Sealed = picture, KeptUtc = atUtc, CreatedUtc = atUtc });
        await db.SaveChangesAsync();
    }

    private static async Task<Stay> StayOfAsync(House house, string guest)
    {
        await using var db = house.Database.Open();
        return await db.Stays.AsNoTracking().SingleAsync(s => s.Reservation!.GuestName == guest);
    }
}
