using System.Net;
using Cendra.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// Every kind of call that Twilio documents, written by hand with more fields than Cendra reads: each message of a guest is kept and answered or a person is called (P10), and reports move
/// a delivery forward whatever their order.
/// </summary>
public sealed class TwilioKindsTests
{
    [Fact]
    public async Task Each_kind_of_message_is_kept_for_what_it_is_and_never_ends_in_silence()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        foreach (var (sid, fields, body, attachment) in Kinds())
        {
            var before = await VoicesAsync(world);
            Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(world, TwilioCalls.Messages, fields));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(world, TwilioCalls.Messages, fields));
            await world.ClockMovesAsync(TimeSpan.FromSeconds(15));
            var message = Assert.Single(await world.MessagesAsync(MessageKinds.FromGuest), m => m.DedupeKey == sid);
            Assert.Equal((sid, body, attachment), (sid, message.Body, message.Attachment));
            Assert.True(message.State == MessageState.Answered && (await VoicesAsync(world) > before || message.StateText.Length > 0), $"{sid}: {message.State} {message.StateText}");
        }

        Assert.Empty(world.Log.Errors);
    }

    [Fact]
    public async Task Reports_in_any_order_leave_the_furthest_and_a_late_failure_takes_nothing_back()
    {
        string[] words = ["queued", "sending", "sent", "delivered", "read", "undelivered", "failed", "partially_delivered", "a_word_of_tomorrow"];
        foreach (var order in new[] { words, [.. words.Reverse()], ["read", "sent", "read", "delivered", "failed", "queued"] })
        {
            await using var world = await ServiceWorld.WithAGuestInHouseAsync();
            var delivery = (await DeliveriesAsync(world)).Single();
            Assert.True(delivery.Status is DeliveryStatus.Delivered or DeliveryStatus.Read, $"{delivery.Status}");
            foreach (var word in order)
            {
                Assert.Contains(await StatusAsync(world, TwilioCalls.Reports, Report(delivery.ProviderId!, word)), new[] { HttpStatusCode.Accepted, HttpStatusCode.OK }); // Some came by themselves.
                Assert.Equal(HttpStatusCode.OK, await StatusAsync(world, TwilioCalls.Reports, Report(delivery.ProviderId!, word)));
            }

            await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
            var after = (await DeliveriesAsync(world)).Single();
            Assert.Equal((DeliveryStatus.Read, delivery.DeliveredUtc), (after.Status, after.DeliveredUtc));
            Assert.Single(world.Told());
            Assert.Empty(world.Log.Errors);
        }
    }

    [Theory]
    [InlineData("failed", "63016", "outside the window of WhatsApp")]
    [InlineData("undelivered", "63024", "not on WhatsApp")]
    [InlineData("undelivered", "30003", "cannot be reached")]
    [InlineData("failed", "63014", "blocked by the guest")]
    [InlineData("failed", "99999", "a number of tomorrow")]
    [InlineData("undelivered", "", "no reason at all")]
    public async Task A_report_of_a_message_that_did_not_arrive_sends_it_another_way_or_calls_a_person(string word, string error, string what)
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 15:10");
        await world.WithRowsAsync(async db => await db.Deliveries.ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, DeliveryStatus.Accepted).SetProperty(x => x.DeliveredUtc, (DateTimeOffset?)null)));
        var (delivery, told) = ((await DeliveriesAsync(world)).Single(), world.Told().Count);
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(world, TwilioCalls.Reports, Report(delivery.ProviderId!, word, error)));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(DeliveryStatus.Failed, (await DeliveriesAsync(world)).Single(d => d.Id == delivery.Id).Status);
        Assert.True(world.Told().Count > told || (await world.OpenEscalationsAsync()).Count > 0, $"{what}: nobody was told again and nobody was called");
        Assert.Empty(world.Log.Errors);
    }

    private static IEnumerable<(string Sid, Dictionary<string, string> Fields, string Body, string Attachment)> Kinds()
    {
        yield return Kind("SMtext", "¿A qué hora es la salida?", "");
        yield return Kind("MMimage", "", "image/jpeg", ("NumMedia", "1"), ("MediaUrl0", "https://api.example/media/ME1"), ("MediaContentType0", "image/jpeg"), ("MessageType", "image"));
        yield return Kind("MMcaption", "Así está la puerta", "image/png", ("NumMedia", "2"), ("MediaContentType0", "image/png"), ("MediaContentType1", "image/png"), ("MessageType", "image"));
        yield return Kind("MMvoice", "", "audio/ogg", ("NumMedia", "1"), ("MediaContentType0", "audio/ogg"), ("MessageType", "audio"));
        yield return Kind("MMpaper", "", "application/pdf", ("NumMedia", "1"), ("MediaContentType0", "application/pdf"), ("MessageType", "document"));
        yield return Kind("SMplace", "", "location:41.38,2.18", ("Latitude", "41.38"), ("Longitude", "2.18"), ("Address", "Carrer"), ("Label", "Aquí"), ("MessageType", "location"));
        yield return Kind("SMnoplace", "", "location", ("Latitude", "941.38"), ("Longitude", "2.18"), ("MessageType", "location"));
        yield return Kind("SMbutton", "Enviar el código", "", ("ButtonText", "Enviar el código"), ("ButtonPayload", "send-code"), ("ButtonType", "REPLY"), ("MessageType", "interactive"));
        var tapped = Kind("SMtapped", "", "", ("ButtonText", "¿Cuál es el código?"), ("ButtonPayload", "code"), ("MessageType", "button"));
        yield return tapped with { Body = "¿Cuál es el código?" };
        yield return Kind("SMreply", "Gracias, ¿y el wifi?", "", ("OriginalRepliedMessageSid", "MM0123"), ("OriginalRepliedMessageSender", "whatsapp:+34910000001"), ("MessageType", "text"));
        yield return Kind("SMforward", "¿Hay aparcamiento?", "", ("Forwarded", "true"), ("FrequentlyForwarded", "true"), ("ReferralNumMedia", "0"), ("ReferralBody", "Anuncio"));
        yield return Kind("SMadded", "¿Se puede entrar antes?", "", ("AFieldOfTomorrow", "{\"a\":[1]}"), ("InteractiveData", "{\"x\":1}"), ("FlowData", "{}"));
    }

    private static (string Sid, Dictionary<string, string> Fields, string Body, string Attachment) Kind(string sid, string body, string attachment, params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string>(TwilioCalls.MessageOf(sid, body))
        {
            ["SmsMessageSid"] = sid, ["SmsStatus"] = "received", ["ApiVersion"] = "2010-04-01", ["NumSegments"] = "1", ["ProfileName"] = "Lucía \ud83d\udd11", ["WaId"] = HousePhones.Guest[1..],
            ["ChannelMetadata"] = """{"type":"whatsapp","data":{"context":{}}}""", ["ExternalUserId"] = "whatsapp:ES.1A2B3C",
        };
        foreach (var (name, value) in more)
        {
            fields[name] = value;
        }

        return (sid, fields, body, attachment);
    }

    private static Dictionary<string, string> Report(string sid, string word, string error = "") => new(TwilioCalls.MessageOf(sid, ""))
    {
        ["MessageStatus"] = word, ["SmsStatus"] = word, ["ErrorCode"] = error, ["ErrorMessage"] = error.Length > 0 ? "The words of the provider" : "", ["ChannelPrefix"] = "whatsapp", ["ChannelToAddress"] = HousePhones.Guest,
        ["ChannelInstallSid"] = "XE1", ["EventType"] = word == "read" ? "READ" : "DELIVERED", ["StructuredMessage"] = "false", ["ChannelStatusMessage"] = "-", ["ApiVersion"] = "2010-04-01",
    };

    private static async Task<HttpStatusCode> StatusAsync(ServiceWorld world, string path, Dictionary<string, string> fields)
    {
        using var answer = await world.CallAsync(TwilioCalls.Of(path, fields));
        return answer.StatusCode;
    }

    /// <summary>What was said to the guest and who was called.</summary>
    private static async Task<int> VoicesAsync(ServiceWorld world) => world.Told().Count + (await world.OpenEscalationsAsync()).Count;

    private static async Task<List<Delivery>> DeliveriesAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return await db.Deliveries.AsNoTracking().ToListAsync();
    }
}
