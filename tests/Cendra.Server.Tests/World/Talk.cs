using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.World;

/// <summary>What guests and the house say to each other, put into a house row by row.</summary>
public sealed class Talk(House house)
{
    private int _count;

    /// <summary>A conversation of a stay; without one, of a sender whom nobody knows.</summary>
    public async Task<Conversation> BeginAsync(Stay? stay, string phone, string language = "es", Action<Conversation>? then = null)
    {
        await using var db = house.Database.Open();
        var conversation = new Conversation
        {
            Id = house.NextId(), Key = stay is null ? Conversation.KeyOfSender(ChannelKind.WhatsApp, phone) : Conversation.KeyOf(stay.ReservationId),
            ReservationId = stay?.ReservationId, StayId = stay?.Id, Language = language, CreatedUtc = Now,
        };
        then?.Invoke(conversation);
        db.Conversations.Add(conversation);
        db.ChannelIdentities.Add(new ChannelIdentity
        {
            Id = house.NextId(), ConversationId = conversation.Id, Channel = ChannelKind.WhatsApp, Address = phone, Level = stay is null ? IdentityLevel.Unknown : IdentityLevel.Attested, CreatedUtc = Now,
        });
        if (stay is not null && await db.Reservations.FindAsync(stay.ReservationId) is { } party)
        {
            (party.GuestPhone, party.GuestLanguage) = (phone, language);
        }

        await db.SaveChangesAsync();
        return conversation;
    }

    /// <summary>The guest writes.</summary>
    public async Task GuestAsync(Conversation conversation, string text, DateTimeOffset atUtc, MessageState state = MessageState.Answered, TypedCode typed = TypedCode.None, string note = "")
    {
        await using var db = house.Database.Open();
        db.Messages.Add(new Message
        {
            Id = house.NextId(), ConversationId = conversation.Id, ReservationId = conversation.ReservationId, StayId = conversation.StayId, Direction = MessageDirection.Inbound,
            Author = MessageAuthor.Guest, Kind = "from-guest", DedupeKey = $"in:{house.NextId():N}", Body = text, Typed = typed, Language = conversation.Language, State = state, StateText = note, CreatedUtc = atUtc,
        });
        (await db.Conversations.FindAsync(conversation.Id))!.LastInboundUtc = atUtc;
        await db.ChannelIdentities.Where(i => i.ConversationId == conversation.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.LastInboundUtc, atUtc));
        await db.SaveChangesAsync();
    }

    /// <summary>The house writes: Cendra, or a person.</summary>
    public async Task<Message> HouseAsync(
        Conversation conversation, string kind, MessageAuthor author, string text, DateTimeOffset atUtc, DeliveryStatus came = DeliveryStatus.Read, MessageState state = MessageState.Sent, string why = "",
        Guid? person = null)
    {
        await using var db = house.Database.Open();
        var message = new Message
        {
            Id = house.NextId(), ConversationId = conversation.Id, ReservationId = conversation.ReservationId, StayId = conversation.StayId, Direction = MessageDirection.Outbound, Author = author,
            AuthorUserId = person, Kind = kind, DedupeKey = $"out:{house.NextId():N}", Body = text, Language = conversation.Language, State = state, StateText = why, CreatedUtc = atUtc,
        };
        if (state == MessageState.Sent)
        {
            var delivery = new Delivery { Id = house.NextId(), MessageId = message.Id, Channel = ChannelKind.WhatsApp, Address = "+34600111907", CreatedUtc = atUtc };
            delivery.Advance(came, atUtc.AddMinutes(1));
            message.Deliveries.Add(delivery);
        }

        db.Messages.Add(message);
        await db.SaveChangesAsync();
        return message;
    }

    /// <summary>How an answer came to be.</summary>
    public async Task WhyAsync(Message answer, string steps, string outcome = "")
    {
        await using var db = house.Database.Open();
        db.AgentTurns.Add(new AgentTurn
        {
            Id = house.NextId(), ConversationId = answer.ConversationId!.Value, MessageId = answer.Id, Responder = "agent", Model = "gpt-test", Steps = steps, Outcome = outcome, ModelCalls = 1, ToolCalls = 2,
            StartedUtc = answer.CreatedUtc, EndedUtc = answer.CreatedUtc.AddSeconds(3.1),
        });
        await db.SaveChangesAsync();
    }

    /// <summary>A contact is called for an escalation; the token of the link they got.</summary>
    public async Task<string> CallAsync(Escalation escalation, string name)
    {
        var contact = new HostContact { Id = house.NextId(), Name = name, Phone = "+34600222333", CallOrder = ++_count };
        var token = new LinkTokens(KeyFolder).ForNotice(escalation.Id, contact.Id);
        await using var db = house.Database.Open();
        db.HostContacts.Add(contact);
        db.Messages.Add(new Message
        {
            Id = house.NextId(), EscalationId = escalation.Id, HostContactId = contact.Id, LinkTokenHash = LinkTokens.Hash(token), Direction = MessageDirection.Outbound, Author = MessageAuthor.Template,
            Kind = "host-called", DedupeKey = $"notice:{house.NextId():N}", Body = "A person is needed: [[link]]", State = MessageState.Sent, CreatedUtc = Now,
        });
        await db.SaveChangesAsync();
        return token;
    }

    private DateTimeOffset Now => house.Time.GetUtcNow();

    private KeyFolder KeyFolder => (KeyFolder)house.Services.GetService(typeof(KeyFolder))!;
}
