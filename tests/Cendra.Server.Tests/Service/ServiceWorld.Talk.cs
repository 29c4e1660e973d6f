using System.Net;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Hosts;
using Cendra.Simulator.Locks;
using Cendra.Simulator.Phones;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>What guests and hosts say to each other in a test.</summary>
internal sealed partial class ServiceWorld
{
    /// <summary>Who a test acts as in the console.</summary>
    public static readonly Guid HostUser = new("00000000-0000-7000-8000-00000000ab1e");

    /// <summary>The guest writes on WhatsApp, and the answer has had the time it takes.</summary>
    public async Task<string> GuestWritesOnWhatsAppAsync(string text, string from = HousePhones.Guest)
    {
        var before = Doors.Phone(from).Count(m => m.Direction == "in");
        await WhatsAppArrivesAsync(text, from);
        await ClockMovesAsync(TimeSpan.FromSeconds(10));
        return string.Join("\n---\n", Doors.Phone(from).Where(m => m.Direction == "in").Skip(before).Select(m => m.Body));
    }

    /// <summary>Somebody sends anything at all, and the answer has had the time it takes.</summary>
    public async Task GuestSendsAsync(PhoneText text)
    {
        await Doors.PhoneWritesAsync(text);
        await WorkAsync();
        await ClockMovesAsync(TimeSpan.FromSeconds(15));
    }

    /// <summary>The message reaches the server; no time passes.</summary>
    public async Task WhatsAppArrivesAsync(string text, string from = HousePhones.Guest, int count = 1)
    {
        var answer = await Doors.PhoneWritesAsync(new PhoneText { From = from, Body = text, Count = count });
        Assert.Contains(answer.Status, new[] { (int)HttpStatusCode.OK, (int)HttpStatusCode.Accepted });
        await WorkAsync();
    }

    /// <summary>Somebody writes, or without words sends a picture; the server has the call and has done nothing yet.</summary>
    public Task WhatsAppWritesAsync(string from, string text, int count = 1) =>
        Doors.PhoneWritesAsync(new PhoneText { From = from, Body = text, Count = count, MediaContentType = text.Length == 0 ? "image/jpeg" : null });

    /// <summary>What stands on a phone, written by the house, oldest first.</summary>
    public IReadOnlyList<string> Told(string phone = HousePhones.Guest, string? channel = null) =>
        [.. Doors.Phone(phone).Where(m => m.Direction == "in" && (channel is null || m.Channel == channel)).Select(m => m.Body)];

    /// <summary>All messages of a kind, oldest first.</summary>
    public async Task<IReadOnlyList<Message>> MessagesAsync(string kind)
    {
        await using var db = Open();
        return await db.Messages.Include(m => m.Deliveries).Include(m => m.Secrets).AsSplitQuery().Where(m => m.Kind == kind).OrderBy(m => m.CreatedUtc).ToListAsync();
    }

    /// <summary>Digits as they stand in a message: six and eight in two groups.</summary>
    public static string Spoken(string digits) => digits.Length is 6 or 8 ? $"{digits[..(digits.Length / 2)]} {digits[(digits.Length / 2)..]}" : digits;

    /// <summary>A house with phones and one flat behind one door, "Born 9" behind "flat".</summary>
    public static async Task<ServiceWorld> WithOneFlatAsync(WorldOptions? options = null, LockBehaviour behaviour = LockBehaviour.NativeSchedule)
    {
        var world = await OpenAsync((options ?? new WorldOptions()) with { Phones = true, Polls = true });
        await world.HasPropertyAsync("Born 9", Door("flat", behaviour));
        return world;
    }

    /// <summary>The same with a guest who was told, and whose stay began ten minutes ago: 1 June, 15:10, until the 4th.</summary>
    public static async Task<ServiceWorld> WithAGuestInHouseAsync(WorldOptions? options = null)
    {
        var world = await WithOneFlatAsync(options);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 15:10");
        return world;
    }

    /// <summary>A person throws one of the two switches.</summary>
    public async Task SwitchAsync(Func<OutboundDesk, Task> act)
    {
        await InScopeAsync(act);
        await WorkAsync();
    }

    /// <summary>A text message, not by WhatsApp, reaches the server; no time passes.</summary>
    public async Task SmsArrivesAsync(string text, string from = HousePhones.Guest)
    {
        await Doors.PhoneWritesAsync(new PhoneText { From = from, Body = text, Channel = PhoneChannels.Sms });
        await WorkAsync();
    }

    /// <summary>Changes rows behind Cendra's back.</summary>
    public async Task WithRowsAsync(Func<CendraDbContext, Task> change)
    {
        await using var db = Open();
        await change(db);
        await db.SaveChangesAsync();
    }

    /// <summary>The one conversation with a known guest.</summary>
    public async Task<Conversation> ConversationAsync()
    {
        await using var db = Open();
        return await db.Conversations.SingleAsync(c => c.ReservationId != null);
    }

    /// <summary>A person acts in that conversation.</summary>
    public async Task<DeskOutcome> HostAsync(Func<ConversationDesk, Guid, Task<DeskOutcome>> act)
    {
        var conversation = await ConversationAsync();
        var outcome = DeskOutcome.NotFound;
        await InScopeAsync<ConversationDesk>(async desk => outcome = await act(desk, conversation.Id));
        await WorkAsync();
        return outcome;
    }

    /// <summary>A person writes in that conversation, and it has had the time it takes.</summary>
    public async Task<DeskOutcome> HostWritesAsync(string text)
    {
        var outcome = await HostAsync((desk, id) => desk.ReplyAsync(id, HostUser, text, PropertyScope.All, CancellationToken.None));
        await ClockMovesAsync(TimeSpan.FromSeconds(5));
        return outcome;
    }

    public Task<DeskOutcome> HostGivesBackAsync() => HostAsync((desk, id) => desk.HandBackAsync(id, HostUser, PropertyScope.All, CancellationToken.None));
}
