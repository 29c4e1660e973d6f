using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Server.Console.Queries;
using Cendra.Server.Console.Words;
using Cendra.Simulator.Phones;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>What a guest sends beside words: a place is one that a host can look up, and a quoted message is the one that is meant.</summary>
public sealed class WhatGuestsSendTests
{
    [Fact]
    public async Task A_place_is_shown_on_a_map_and_a_quoted_message_beside_the_words_that_quote_it()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync("¿A qué hora es la salida?");
        var answered = Assert.Single(await world.MessagesAsync(MessageKinds.Answer));
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "¿Y eso?", Quotes = answered.Deliveries.Single().ProviderId });
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Place = (41.385064, 2.173404) });
        await world.GuestSendsAsync(new PhoneText { From = "+34611111111", Body = "¿Y eso?", Quotes = answered.Deliveries.Single().ProviderId });

        var written = await world.MessagesAsync(MessageKinds.FromGuest);
        Assert.Equal([null, answered.Id, null, null], written.Select(m => m.QuotesId)); // What somebody else quotes is not of their conversation.
        Assert.Equal(new Position(41.38506, 2.1734), Position.OfStored(written[2].Attachment));
        var id = (await world.ConversationAsync()).Id;
        await world.InScopeAsync<ConversationQuery>(async query =>
        {
            var lines = (await query.RunAsync(id, PropertyScope.All, CancellationToken.None))!.Lines;
            Assert.StartsWith(lines.Single(l => l.Quoted.Length > 0).Quoted.TrimEnd('…'), SpokenText.Plain(answered.Body), StringComparison.Ordinal);
        });
        await using var db = world.Open();
        Assert.Equal(4, await db.Messages.CountAsync(m => m.Direction == MessageDirection.Inbound));
    }
}
