using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Email;
using Cendra.Messaging.Outbound;
using Cendra.Server.Console.Queries;
using Cendra.Server.Tests.Service;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>A guest who writes by mail, as the console shows it: beside WhatsApp, and with nothing else.</summary>
public sealed class MailInConversationsTests
{
    private const string Marta = "marta@puig-stays.example";
    private const string Mail = "bea@guest.example";

    private static readonly Dictionary<string, string> Settings = new(HousePhones.Settings)
    {
        ["Email:From"] = "stay@house.example", ["Email:Smtp:Host"] = "smtp.house.example", ["Email:Smtp:User"] = "stay", ["Email:Smtp:Password"] = "s",
    };

    [Fact]
    public async Task Who_answers_a_guest_that_has_both_may_choose_the_way_and_a_mail_opens_no_window_of_WhatsApp()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore, jobsRun: false, settings: Settings);
        var conversation = await FillAsync(house, "+351912345907");
        var marta = await house.AccountAsync(Marta, HostRoles.Owner, null);
        await using (var db = house.Database.Open())
        {
            (await db.Conversations.SingleAsync(c => c.Id == conversation.Id)).TakeOver(marta.Id, House.Evening);
            await db.SaveChangesAsync();
        }

        var view = await ViewAsync(house, conversation.Id);
        Assert.Equal([ChannelKind.Email, ChannelKind.WhatsApp, ChannelKind.Sms], view.Choices);
        Assert.Equal(House.Evening.AddHours(-3 + 24), view.WhatsAppUntilUtc);
        var line = view.Lines.Single(l => l.IsMail);
        Assert.Equal(("Estacionamento", "Há lugar?"), (line.Subject, string.Concat(line.Parts.Select(p => p.Text))));

        var client = await house.SignedInAsync(Marta);
        var page = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(new Uri($"/inbox/{conversation.Id}?list=all", UriKind.Relative)));
        Assert.All(["A picture came with it. Open it in the mailbox.", "Email, else WhatsApp, else SMS", "Email only", "b····@guest.example", "Subject: "], words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.DoesNotContain(Mail, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_with_a_mail_address_alone_is_reachable_and_nothing_speaks_of_WhatsApp()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore, jobsRun: false, settings: Settings);
        var conversation = await FillAsync(house, "");
        var view = await ViewAsync(house, conversation.Id);
        Assert.Equal([ChannelKind.Email], view.Choices);
        Assert.Null(view.WhatsAppUntilUtc);
        Assert.Equal(["Email address matches the booking"], view.Identity.Select(i => i.Words));
        var stay = await house.Services.GetRequiredService<StayQuery>().RunAsync(conversation.StayId!.Value, PropertyScope.All, CancellationToken.None);
        Assert.False(stay!.IsUnreachable);
    }

    [Fact]
    public async Task What_arrived_by_mail_is_in_the_mailbox_and_what_came_back_says_why()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore, jobsRun: false, settings: Settings);
        var conversation = await FillAsync(house, "");
        await NewsAsync(house, await SentAsync(house, conversation), new News(DeliveryStatus.Delivered));
        await NewsAsync(house, await SentAsync(house, conversation), new News(DeliveryStatus.Failed, null, new DeliveryFailure("5.1.1", "The mail came back. There is no mailbox at this address.")));
        await using var db = house.Database.Open();
        var said = await db.AuditEvents.Where(e => e.Kind == AuditKind.MessageDelivered || e.Kind == AuditKind.MessageFailed).OrderBy(e => e.Sequence).Select(e => e.What).ToListAsync();
        Assert.Equal(["Arrival message is in the guest's mailbox", "Arrival message did not arrive by email. The mail came back. There is no mailbox at this address."], said);
    }

    private static async Task<ConversationView> ViewAsync(House house, Guid id) => (await house.Services.GetRequiredService<ConversationQuery>().RunAsync(id, PropertyScope.All, CancellationToken.None))!;

    /// <summary>A guest with this number, empty = none, and a mail address, who wrote three hours ago on WhatsApp, where there is a number, and an hour ago by mail.</summary>
    private static async Task<Conversation> FillAsync(House house, string phone)
    {
        await TonightInFourFlats.FillAsync(house);
        await using var db = house.Database.Open();
        var stay = await db.Stays.Include(s => s.Reservation).SingleAsync(s => s.Reservation!.GuestName == "Beatriz Oliveira");
        (stay.Reservation!.GuestPhone, stay.Reservation.GuestEmail) = (phone, Mail);
        var conversation = new Conversation
        {
            Id = house.NextId(), Key = Conversation.KeyOf(stay.ReservationId), ReservationId = stay.ReservationId, StayId = stay.Id, Language = "pt", LastInboundUtc = House.Evening.AddHours(-1), CreatedUtc = House.Evening.AddDays(-1),
        };
        db.Conversations.Add(conversation);
        if (phone.Length > 0)
        {
            db.ChannelIdentities.Add(Identity(house, conversation, ChannelKind.WhatsApp, phone, House.Evening.AddHours(-3)));
        }

        db.ChannelIdentities.Add(Identity(house, conversation, ChannelKind.Email, Mail, House.Evening.AddHours(-1)));
        db.Messages.Add(new Message
        {
            Id = house.NextId(), ConversationId = conversation.Id, ReservationId = stay.ReservationId, StayId = stay.Id, Direction = MessageDirection.Inbound, Author = MessageAuthor.Guest, Kind = MessageKinds.FromGuest,
            DedupeKey = TakeMailJob.KeyPrefix + "1", MailId = "1@guest.example", Subject = "Estacionamento", Body = "Estacionamento\n\nHá lugar?", Attachment = "image/jpeg", State = MessageState.Answered, CreatedUtc = House.Evening.AddHours(-1),
        });
        await db.SaveChangesAsync();
        return conversation;
    }

    private static ChannelIdentity Identity(House house, Conversation conversation, ChannelKind channel, string address, DateTimeOffset wroteUtc) => new()
    {
        Id = house.NextId(), ConversationId = conversation.Id, Channel = channel, Address = address, Level = IdentityLevel.Attested, LastInboundUtc = wroteUtc, CreatedUtc = House.Evening.AddHours(-4),
    };

    private static async Task<Guid> SentAsync(House house, Conversation conversation)
    {
        await using var db = house.Database.Open();
        var message = new Message
        {
            Id = house.NextId(), ConversationId = conversation.Id, ReservationId = conversation.ReservationId, StayId = conversation.StayId, Direction = MessageDirection.Outbound, Author = MessageAuthor.Template,
            Kind = MessageKinds.PreArrival, DedupeKey = $"out:{house.NextId():N}", State = MessageState.Sent, CreatedUtc = House.Evening,
        };
        var delivery = new Delivery { Id = house.NextId(), MessageId = message.Id, Channel = ChannelKind.Email, Address = Mail, CreatedUtc = House.Evening };
        delivery.Advance(DeliveryStatus.Accepted, House.Evening);
        message.Deliveries.Add(delivery);
        db.Messages.Add(message);
        await db.SaveChangesAsync();
        return delivery.Id;
    }

    private static async Task NewsAsync(House house, Guid deliveryId, News news)
    {
        await using var scope = house.Services.CreateAsyncScope();
        Assert.True(await scope.ServiceProvider.GetRequiredService<DeliveryNews>().TakeAsync(deliveryId, news, CancellationToken.None));
    }
}
