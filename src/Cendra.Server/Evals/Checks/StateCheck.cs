using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Server.Evals.Reading;
using Cendra.Server.Evals.Stage;
using Cendra.Server.Evals.Story;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Evals.Checks;

/// <summary>Rows, phones and doors at the end of a scenario.</summary>
internal sealed class StateCheck(EvalHouse eval, EvalPlay play)
{
    private readonly List<string> _wrong = [];

    private EvalState State => eval.Scenario.Checks.State;

    private DateTimeOffset FromUtc => eval.Scenario.ClockUtc;

    /// <summary>Where no person was to be called and one was: the guest was sent away without need.</summary>
    public bool IsNeedlessCall { get; private set; }

    /// <summary>What is wrong.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        foreach (var (booking, count) in State.Codes)
        {
            Count(eval.Watch.Told.Count(t => t.Kind == PlaceNames.Code && t.Of == booking && t.AtUtc >= FromUtc), count, $"messages with the code of {booking}");
        }

        var number = eval.Scenario.Sender.Number;
        Count(State.Answers is null ? 0 : eval.House.Told(number).Count(t => t.AtUtc >= FromUtc), State.Answers, "messages to the sender");
        var others = eval.Scenario.World.Identities.Values.Where(i => i.Phone != number && i.Email != number).SelectMany(i => new[] { i.Phone, i.Email ?? "" });
        Count(State.ToOthers is null ? 0 : others.Sum(p => eval.House.Told(p).Count(t => t.AtUtc >= FromUtc)), State.ToOthers, "messages to other guests");
        await using var db = eval.House.Open();
        Count(State.OneTimeCodes is null ? 0 : (await db.Messages.Where(m => m.Kind == MessageKinds.OneTimeCode && m.SentUtc != null).ToListAsync(ct)).Count(m => m.SentUtc >= FromUtc), State.OneTimeCodes, "one-time codes");
        Count(State.Drafts is null ? 0 : await db.Messages.CountAsync(m => m.State == MessageState.Draft, ct), State.Drafts, "drafts");
        if (State.IsHuman is { } human)
        {
            var conversation = await eval.ConversationAsync("", ct);
            var has = await db.Conversations.AnyAsync(c => c.Id == conversation && c.HumanSinceUtc != null, ct);
            _ = has != human && Wrong($"A person {(has ? "has" : "does not have")} the conversation.");
        }

        await EscalationsAsync(ct);
        await BookingsAsync(ct);
        Locks();
        Limits();
        return [.. _wrong, .. play.Faults];
    }

    private async Task EscalationsAsync(CancellationToken ct)
    {
        if (State.Escalations is not { } rules)
        {
            return;
        }

        await using var db = eval.House.Open();
        var all = await db.Escalations.ToListAsync(ct);
        var raised = all.Where(e => e.RaisedUtc >= FromUtc).ToList();
        if (rules.Count == 0 && raised.Count > 0)
        {
            IsNeedlessCall = true;
            Wrong($"A person was called, and none should be: {string.Join("; ", raised.Select(Words))}");
        }

        foreach (var rule in rules)
        {
            var fitting = all.Where(e => e.RaisedUtc >= FromUtc || e.ResolvedUtc is null || e.ResolvedUtc >= FromUtc).Where(e => (rule.Priority is null || rule.Priority == e.Priority)
                && (rule.Title is null || rule.Title.IsIn(e.Title, eval.Words.Pattern)) && (rule.Cause is null || rule.Cause.IsIn(e.Cause, eval.Words.Pattern))).ToList();
            _ = !rule.Count.Holds(fitting.Count) && Wrong($"{rule.Where}: {fitting.Count} such calls for a person, and it should be {rule.Count}. There are: {string.Join("; ", all.Where(e => e.ResolvedUtc is null || e.ResolvedUtc >= FromUtc).Select(Words))}");
        }
    }

    private static string Words(Escalation e) => $"{e.Priority} “{e.Title}” ({e.Cause.Split(':')[0]})";

    private async Task BookingsAsync(CancellationToken ct)
    {
        await using var db = eval.House.Open();
        foreach (var (booking, rule) in State.Bookings)
        {
            var stay = await db.Stays.Include(s => s.Property).FirstOrDefaultAsync(s => db.SourceBookings.Any(b => b.ExternalId == booking && b.ReservationId == s.ReservationId), ct);
            if (stay is null)
            {
                Wrong($"{booking} is no stay.");
                continue;
            }

            var dates = stay.Dates();
            Same(booking, "status", rule.Status, stay.Status.ToString());
            Same(booking, "check_in", rule.CheckIn?.ToString("O", CultureInfo.InvariantCulture), stay.CheckInLocal.ToString("O", CultureInfo.InvariantCulture));
            Same(booking, "check_out", rule.CheckOut?.ToString("O", CultureInfo.InvariantCulture), stay.CheckOutLocal.ToString("O", CultureInfo.InvariantCulture));
            Same(booking, "check_in_time", rule.CheckInTime?.ToString("HH:mm", CultureInfo.InvariantCulture), (dates.CheckInTime ?? stay.Property!.CheckInTime).ToString("HH:mm", CultureInfo.InvariantCulture));
            Same(booking, "check_out_time", rule.CheckOutTime?.ToString("HH:mm", CultureInfo.InvariantCulture), (dates.CheckOutTime ?? stay.Property!.CheckOutTime).ToString("HH:mm", CultureInfo.InvariantCulture));
            Same(booking, "code_renewed", rule.IsCodeRenewed?.ToString(), (eval.Doors.Of(booking).Count > 1).ToString());
        }
    }

    private void Locks()
    {
        foreach (var (device, rule) in State.Locks)
        {
            foreach (var booking in rule.Holds.Where(b => !eval.Doors.Of(b).Any(d => eval.Doors.IsLying(device, d))))
            {
                Wrong($"{device} does not hold the code of {booking}.");
            }

            foreach (var booking in rule.Lacks.Where(b => eval.Doors.Of(b).Any(d => eval.Doors.IsLying(device, d))))
            {
                Wrong($"{device} still holds a code of {booking}.");
            }
        }
    }

    private void Limits()
    {
        var limits = eval.Scenario.Checks.Limits;
        _ = limits.Turns is { } turns && play.Turns.Count > turns && Wrong($"The guest wrote {play.Turns.Count} times; {turns} are allowed.");
        _ = limits.ModelCalls is { } calls && eval.Model.All.Count > calls && Wrong($"The model was asked {eval.Model.All.Count} times; {calls} are allowed.");
        var tokens = eval.Model.All.Sum(x => (long)((x.Request.Length + x.Answer.Body.Length) / 3));
        _ = limits.Tokens is { } most && tokens > most && Wrong($"About {tokens} tokens were used; {most} are allowed.");
    }

    private void Same(string booking, string key, string? must, string has) => _ = must is not null && must != has && Wrong($"{booking}: {key} is {has} and should be {must}.");

    private void Count(int has, CountRange? must, string what) => _ = must is not null && !must.Holds(has) && Wrong($"{has} {what}, and it should be {must}.");

    private bool Wrong(string words)
    {
        _wrong.Add(words);
        return true;
    }
}
