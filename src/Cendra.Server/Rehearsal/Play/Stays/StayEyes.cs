extern alias simulator;

using Cendra.Domain.Knowledge;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;
using simulator::Cendra.Simulator;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>Looks at the virtual doors and phones after every moment and writes down what is new. Digits stay in the record; words never hold them.</summary>
internal sealed class StayEyes(PlayHouse house, StayPlan plan, StayPortfolio portfolio, StayStage stage, StayRecord record)
{
    private readonly string _hostsWords = string.Join('\n', plan.Properties.SelectMany(p => new[] { p.Name, p.Address, p.City }.Concat(WayIn.Of(p).Lines).Concat(p.Doors.SelectMany(d => new[] { d.DoorName, d.Lock!.Name }))));
    private readonly Dictionary<string, bool> _isOwn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _read = new(StringComparer.Ordinal);

    /// <summary>A moment is over.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        foreach (var door in plan.Doors)
        {
            var device = portfolio.DeviceOf(door.LockId);
            var lying = new List<PhysicalCode>();
            foreach (var code in house.Doors.PhysicalCodes(device))
            {
                if (await IsOwnAsync(code, ct))
                {
                    lying.Add(code);
                }
            }

            See(door, lying);
        }

        Hear();
    }

    private void See(Domain.Portfolio.DoorUse door, List<PhysicalCode> lying)
    {
        var now = house.NowUtc;
        var before = record.Codes.Where(c => c.Door == door && c.WentUtc is null).ToList();
        foreach (var went in before.Where(b => !lying.Exists(c => IsSame(b, c))))
        {
            went.WentUtc = now;
            if (!lying.Exists(c => c.AccessCodeId == went.CodeId))
            {
                Note("Door", $"{door.DoorName} does not hold the code any more", "", "ready", "shield-check");
            }
        }

        foreach (var came in lying.Where(c => !before.Exists(b => IsSame(b, c))))
        {
            record.Codes.Add(new CodeOnDoor(door, came.AccessCodeId, came.Digits, now, came.FromUtc, came.UntilUtc));
            var known = before.Find(b => b.CodeId == came.AccessCodeId);
            Note("Door", known is null ? $"{door.DoorName} holds the code" : known.Digits == came.Digits ? $"{door.DoorName} has other times for the code" : $"{door.DoorName} has other digits", Times(came), "ready", "lock");
        }
    }

    private string Times(PhysicalCode code) => (code.FromUtc, code.UntilUtc) switch
    {
        (null, null) => "This lock keeps no times: it opens with the code until the code is taken off.",
        (null, { } until) => $"Opens until {Say.At(until, plan.Zone)}.",
        ({ } from, null) => $"Opens from {Say.At(from, plan.Zone)}.",
        ({ } from, { } until) => $"Opens from {Say.At(from, plan.Zone)} to {Say.At(until, plan.Zone)}.",
    };

    private static bool IsSame(CodeOnDoor seen, PhysicalCode code) => seen.CodeId == code.AccessCodeId && seen.Digits == code.Digits && seen.FromUtc == code.FromUtc && seen.UntilUtc == code.UntilUtc;

    /// <summary>Whose code it is says the row that made it; a code without one is told by its name. What it opens is judged by the lock alone.</summary>
    private async Task<bool> IsOwnAsync(PhysicalCode code, CancellationToken ct)
    {
        if (_isOwn.TryGetValue(code.AccessCodeId, out var known))
        {
            return known;
        }

        await using var db = house.Open();
        var stay = await db.AccessCodes.Where(c => c.SeamAccessCodeId == code.AccessCodeId).Select(c => (Guid?)c.StayId).FirstOrDefaultAsync(ct);
        return stay is null
            ? new string([.. plan.Guest.Split(' ')[0].Where(char.IsLetter)]) is { Length: > 0 } first && code.Name.StartsWith(first + " ", StringComparison.Ordinal)
            : _isOwn[code.AccessCodeId] = stay == await stage.StayIdAsync(ct);
    }

    private void Hear()
    {
        foreach (var (atUtc, body) in New(StayStage.GuestPhone))
        {
            var (text, digits) = MaskedText.Of(body, _hostsWords);
            record.Messages++;
            Note("Message", digits.Count > 0 ? "The guest is told the code" : "A message to the guest, without a code", text, "ember", "mark", atUtc);
            if (digits.Count > 0)
            {
                record.Told.Add(new ToldCode(atUtc, digits));
            }
        }

        for (var i = 0; i < plan.Contacts.Count; i++)
        {
            foreach (var (atUtc, body) in New(StayPortfolio.ContactPhone(i)))
            {
                var text = MaskedText.Of(body, _hostsWords).Text;
                if (record.Calls.Exists(c => c.AtUtc == atUtc && c.Text == text && c.Contact == plan.Contacts[i].Name))
                {
                    continue; // The same call by WhatsApp and by SMS.
                }

                var title = text.Split('\n')[0];
                record.Calls.Add(new HostCall(atUtc, plan.Contacts[i].Name, title, text));
                Note("Host", $"{plan.Contacts[i].Name} is called", text, "risk", "phone", atUtc);
            }
        }
    }

    private List<(DateTimeOffset AtUtc, string Body)> New(string phone)
    {
        var all = house.Doors.Phone(phone);
        var read = _read.GetValueOrDefault(phone);
        _read[phone] = all.Count;
        return [.. all.Skip(read).Where(m => m.Direction == "in").Select(m => (m.AtUtc, m.Body))];
    }

    private void Note(string source, string text, string detail, string node, string icon, DateTimeOffset? atUtc = null) =>
        record.Timeline.Add(new Happening(atUtc ?? house.NowUtc, source, text, detail, node, icon));
}
