using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Orders;
using Cendra.Messaging.Hosts;
using Cendra.Server.Evals.Checks;
using Cendra.Server.Evals.Models;
using Cendra.Server.Evals.Story;
using Cendra.Server.Rehearsal.Play;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Evals.Stage;

/// <summary>A guest turn as it was played.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Number">The phone or mail address that wrote.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Written">What was written, with its digits.</param>
internal sealed record PlayedTurn(int Index, string Number, DateTimeOffset AtUtc, IReadOnlyList<string> Written)
{
    /// <summary>What came of the house, up to the next thing that happened.</summary>
    public IReadOnlyList<PlayTold> Told { get; set; } = [];
}

/// <summary>Plays the turns of a scenario in its house.</summary>
internal sealed class EvalPlay(EvalHouse eval, SimulatedGuest? guest)
{
    private const int MostTurns = 12;
    private static readonly TimeSpan Answered = TimeSpan.FromSeconds(20);
    private static readonly Guid Person = new("00000000-0000-7000-8000-0000000000a1");
    private readonly List<PlayedTurn> _turns = [];
    private readonly List<string> _diary = [];
    private readonly List<string> _faults = [];

    public IReadOnlyList<PlayedTurn> Turns => _turns;

    /// <summary>What was said and done, without digits.</summary>
    public IReadOnlyList<string> Diary => _diary;

    /// <summary>What was expected right after a turn and did not come.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Tools that were not called where they should have been: a diagnosis.</summary>
    public List<string> Path { get; } = [];

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var act in eval.Scenario.Turns)
        {
            await PlayAsync(act, ct);
        }

        for (var left = (eval.Scenario.Checks.Limits.Turns ?? MostTurns) - _turns.Count; guest is not null && left > 0; left--)
        {
            if (await guest.NextAsync(_turns, eval, ct) is not { } words)
            {
                return;
            }

            await WriteAsync(new GuestWrites("the simulated guest", [new EvalMessage(words) { Mail = eval.Scenario.Sender.ByMail ? new EvalMail { Dmarc = "pass" } : null }]), ct);
        }
    }

    private async Task PlayAsync(EvalAct act, CancellationToken ct)
    {
        if (act is GuestWrites writes)
        {
            await WriteAsync(await SpokenAsync(writes, ct), ct);
            return;
        }

        Note(act);
        await DoAsync(act, ct);
        await eval.NowAsync(ct);
        if (act is ClockMoves { By: var by, ToUtc: var to })
        {
            await eval.ToAsync(to ?? eval.House.NowUtc + (by ?? TimeSpan.Zero), ct);
        }
        else
        {
            await eval.ToAsync(eval.House.NowUtc + TimeSpan.FromSeconds(5), ct); // What it causes reaches the phones.
        }

        Listen();
    }

    /// <summary>In a live run the guest says everything after the first words in words of its own; files and copies stay.</summary>
    private async Task<GuestWrites> SpokenAsync(GuestWrites writes, CancellationToken ct) =>
        guest is not null && _turns.Count > 0 && writes.From is null && writes.Messages is [{ File: null, Place: null, Button: null, IsReaction: false } message] && await guest.NextAsync(_turns, eval, ct) is { } words
            ? writes with { Messages = [message with { Text = words }] } : writes;

    private async Task WriteAsync(GuestWrites writes, CancellationToken ct)
    {
        var from = writes.From ?? eval.Scenario.Sender;
        var turn = new PlayedTurn(_turns.Count, from.Number, eval.House.NowUtc, [.. writes.Messages.Select(m => eval.Words.Fill(m.Text))]);
        eval.Model.Turn = turn.Index;
        var before = eval.House.Told(from.Number).Count;
        eval.Model.Meanwhile = writes.Meanwhile.Count > 0 ? () => MeanwhileAsync(writes, ct) : null;
        foreach (var (message, text) in writes.Messages.Zip(turn.Written))
        {
            _diary.Add(eval.Masked($"{eval.House.NowUtc:u} guest: {text}{(message.File is null ? "" : $" [{message.File}]")}{(message.Place is null ? "" : " [a place]")}"));
            await SendAsync(writes, from, message, text, ct);
        }

        _turns.Add(turn);
        await eval.NowAsync(ct);
        await MeanwhileAsync(writes, ct, onlyOffline: true);

        await eval.ToAsync(eval.House.NowUtc + (writes.Expect.Wait ?? Answered), ct);
        turn.Told = [.. eval.House.Told(from.Number).Skip(before)];
        Listen();
        Expect(writes, turn);
    }

    private async Task SendAsync(GuestWrites writes, EvalSender from, EvalMessage message, string text, CancellationToken ct)
    {
        if (message.Mail is { } mail)
        {
            var answered = mail.InReplyTo is null ? null : eval.House.Told(mail.InReplyTo) is [.., var last] ? last : throw new EvalPlaceException($"{writes.Where}: the house wrote no mail to {eval.NameOf(mail.InReplyTo)} that could be answered.");
            await eval.House.Mails.WriteAsync(
                new PlayMail { From = from.Number, Subject = eval.Words.Fill(mail.Subject), Body = text, Answers = answered?.Thread, Copies = mail.Copies, ReplyTo = mail.ReplyTo, Dmarc = mail.Dmarc }, writes.Copies, ct);
            return;
        }

        var status = await eval.House.Phones.WriteAsync(
            new PlayText { From = from.Number, Body = text, BySms = from.BySms, File = message.File, Place = message.Place, Button = message.Button, IsReaction = message.IsReaction, UserId = message.UserId, Count = writes.Copies }, ct);
        if (status is not (200 or 202))
        {
            _faults.Add($"{writes.Where}: the webhook of the message was answered with {status}.");
        }
    }

    /// <summary>Without a model it happens before the answer leaves.</summary>
    private async Task MeanwhileAsync(GuestWrites writes, CancellationToken ct, bool onlyOffline = false)
    {
        if (onlyOffline && !eval.IsOffline)
        {
            return;
        }

        eval.Model.Meanwhile = null;
        foreach (var act in writes.Meanwhile)
        {
            Note(act);
            await DoAsync(act, ct);
        }
    }

    private async Task DoAsync(EvalAct act, CancellationToken ct)
    {
        switch (act)
        {
            case LockChanges change:
                Change(change);
                break;
            case KeypadTyped typed:
                var digits = eval.Words.Fill(typed.Digits);
                var opened = false;
                for (var i = 0; i < typed.Times; i++)
                {
                    opened |= eval.House.Doors.PressKeypad(typed.Lock, digits).Opened;
                }

                _ = typed.Opens is { } must && must != opened ? AddFault($"{typed.Where}: the door {(opened ? "opens" : "stays shut")}.") : false;
                break;
            case PmsSays says:
                await eval.SayAsync(says, ct);
                break;
            case HostActs host:
                await HostAsync(host, ct);
                break;
            case ModelIs { State: var state }:
                eval.Model.State = state;
                break;
        }
    }

    private void Change(LockChanges change)
    {
        var doors = eval.House.Doors;
        if (change.Online is { } online)
        {
            Action<string> connect = online ? doors.BringOnline : doors.TakeOffline;
            connect(change.Lock);
        }

        if (change.Battery is { } level)
        {
            doors.SetBattery(change.Lock, level);
        }

        if (change.AlreadyHolds.Length > 0)
        {
            eval.House.PutCodeOnLock(change.Lock, eval.Doors.SentFor(change.AlreadyHolds) ?? throw new EvalPlaceException($"{change.Where}: no code went to Seam for {change.AlreadyHolds} yet."));
        }

        if (change.RefusesCodes > 0)
        {
            doors.FailNextSets(change.Lock, change.RefusesCodes);
        }

        if (change.RefusesRemovals > 0)
        {
            doors.FailNextRemovals(change.Lock, change.RefusesRemovals);
        }

        eval.House.Walk.LookSoon();
    }

    private async Task HostAsync(HostActs host, CancellationToken ct)
    {
        await using var db = eval.House.Open();
        if (host.Deed == HostDeed.ChangesCode)
        {
            var stay = await db.Stays.Where(s => db.SourceBookings.Any(b => b.ExternalId == host.Booking && b.ReservationId == s.ReservationId)).Select(s => s.Id).SingleAsync(ct);
            await eval.House.InScopeAsync<PinOrders>(async orders =>
            {
                if (await orders.RotateAsync(stay, PropertyScope.All, AuditActor.Host(Person), ct) is { IsRefused: true } refused)
                {
                    _faults.Add($"{host.Where}: the code was not changed: {refused.Problem}");
                }
            });
            return;
        }

        if (await eval.ConversationAsync(host.Booking, ct) is not { } conversation)
        {
            _faults.Add($"{host.Where}: there is no conversation yet in which a host could act.");
            return;
        }

        if (host.Deed == HostDeed.HasIt)
        {
            await HasItAsync(conversation, ct);
            return;
        }

        await eval.House.InScopeAsync<ConversationDesk>(async desk =>
        {
            var outcome = host.Deed switch
            {
                HostDeed.Writes => await desk.ReplyAsync(conversation, Person, eval.Words.Fill(host.Text), PropertyScope.All, ct),
                HostDeed.TakesOver => await desk.TakeOverAsync(conversation, Person, PropertyScope.All, ct),
                _ => await desk.HandBackAsync(conversation, Person, PropertyScope.All, ct),
            };
            _ = outcome != DeskOutcome.Done && AddFault($"{host.Where}: the host could not do it: {outcome}.");
        });
    }

    private async Task HasItAsync(Guid conversation, CancellationToken ct)
    {
        await using var db = eval.House.Open();
        foreach (var open in await db.Escalations.Where(e => e.ConversationId == conversation && e.ResolvedUtc == null).ToListAsync(ct))
        {
            open.Acknowledge(Person, "Ana", eval.House.NowUtc);
        }

        await db.SaveChangesAsync(ct);
        eval.House.Walk.RowsChanged();
    }

    private bool AddFault(string words)
    {
        _faults.Add(words);
        return true;
    }

    private void Expect(GuestWrites writes, PlayedTurn turn)
    {
        var expect = writes.Expect;
        _faults.AddRange(SayCheck.Of(expect.Say, turn.Told, eval, writes.Where));
        if (expect.Answers is { } answers && !answers.Holds(turn.Told.Count))
        {
            _faults.Add($"{writes.Where}: {turn.Told.Count} messages came, and it should be {answers}.");
        }

        if (expect.Within is { } within && (turn.Told.Count == 0 || turn.Told[0].AtUtc - turn.AtUtc > within))
        {
            _faults.Add($"{writes.Where}: {(turn.Told.Count == 0 ? "no answer came" : $"the answer took {(turn.Told[0].AtUtc - turn.AtUtc).TotalSeconds:0} s")}, and it should take {within.TotalSeconds:0} s at most.");
        }

        if (eval.IsOffline)
        {
            return;
        }

        var called = eval.Model.All.Where(x => x.Turn == turn.Index).SelectMany(x => ModelMessages.Read(x.Request).Calls).Select(c => c.Name.Split('-')[^1]).ToHashSet(StringComparer.Ordinal);
        Path.AddRange(expect.ToolsMust.Where(t => !called.Contains(t)).Select(t => $"{writes.Where}: {t} was not called."));
        Path.AddRange(expect.ToolsMustNot.Where(called.Contains).Select(t => $"{writes.Where}: {t} was called."));
    }

    private readonly Dictionary<string, int> _heard = new(StringComparer.Ordinal);

    /// <summary>What came to phones and mailboxes since it was last looked, into the diary.</summary>
    private void Listen()
    {
        foreach (var number in eval.House.Addresses)
        {
            var all = eval.House.Told(number);
            _diary.AddRange(all.Skip(_heard.GetValueOrDefault(number)).Where(t => t.AtUtc >= eval.Scenario.ClockUtc).Select(t => eval.Masked($"{t.AtUtc:u} house to {eval.NameOf(number)}{(t.BySms ? " (SMS)" : t.Thread is { } mail ? $" (mail “{mail.Subject}”)" : "")}: {t.Body}")));
            _heard[number] = all.Count;
        }
    }

    private void Note(EvalAct act)
    {
        var words = act switch
        {
            ClockMoves { By: { } by } => $"{by} passes",
            ClockMoves { ToUtc: { } to } => $"time passes to {to:u}",
            LockChanges l => $"lock {l.Lock}: online {l.Online}, battery {l.Battery}, refuses {l.RefusesCodes}",
            KeypadTyped k => $"somebody types at {k.Lock}, {k.Times} times",
            PmsSays p => $"the PMS says {p.Booking}: {p.Status} {p.CheckIn} {p.CheckOut}",
            HostActs h => $"a host: {h.Deed} {h.Text}",
            ModelIs m => $"the model is {m.State}",
            _ => act.GetType().Name,
        };
        _diary.Add(eval.Masked($"{eval.House.NowUtc:u} {words}"));
    }
}
