using System.Text.RegularExpressions;
using Cendra.Server.Rehearsal.Play;
using Cendra.Server.Rehearsal;

namespace Cendra.StaySimulation;

/// <summary>What a guest was told about codes, at one moment.</summary>
internal sealed record Told(DateTimeOffset AtUtc, string Body, IReadOnlyList<string> Digits);

/// <summary>What arrived on the phones: calls to the host, and codes told to guests.</summary>
internal sealed partial class Phones(PlayHouse house)
{
    private readonly Dictionary<string, int> _read = [];
    private readonly Dictionary<string, List<Told>> _told = [];
    private readonly List<(DateTimeOffset AtUtc, string Body)> _notices = [];
    private int _accepted;
    private DateTimeOffset _watchUntil;

    public IReadOnlyList<(DateTimeOffset AtUtc, string Body)> Notices => _notices;

    public int Messages { get; private set; }

    /// <summary>Reads what came since; the guests that were told something now.</summary>
    public IReadOnlyList<(string Phone, Told Told)> Read(IEnumerable<string> guests)
    {
        if (house.Doors.AcceptedMessages() is var accepted && accepted != _accepted)
        {
            (_accepted, _watchUntil) = (accepted, house.NowUtc.AddMinutes(2));
        }

        if (house.NowUtc > _watchUntil)
        {
            return [];
        }

        foreach (var entry in New(RehearsalPhones.Host))
        {
            _notices.Add((entry.AtUtc, entry.Body));
        }

        var found = new List<(string, Told)>();
        foreach (var phone in guests)
        {
            foreach (var entry in New(phone))
            {
                Messages++;
                var told = new Told(entry.AtUtc, entry.Body, [.. CodeLine().Matches(entry.Body).SelectMany(m => Digits().Matches(m.Groups[1].Value)).Select(m => m.Value.Replace(" ", "", StringComparison.Ordinal))]);
                (_told.TryGetValue(phone, out var before) ? before : _told[phone] = []).Add(told);
                found.Add((phone, told));
            }
        }

        return found;
    }

    /// <summary>Everything that this phone was told, oldest first.</summary>
    public IReadOnlyList<Told> Of(string phone) => _told.GetValueOrDefault(phone) ?? [];

    /// <summary>The digits that the guest holds now: those of the last message that names any.</summary>
    public IReadOnlyList<string> Held(string phone) => Of(phone).LastOrDefault(t => t.Digits.Count > 0)?.Digits ?? [];

    /// <summary>The first call to the host since then that names one of these.</summary>
    public DateTimeOffset? FirstNotice(DateTimeOffset sinceUtc, params IReadOnlyList<string> names)
    {
        for (var i = _notices.Count - 1; i >= 0 && _notices[i].AtUtc >= sinceUtc; i--)
        {
            if (names.Any(n => _notices[i].Body.Contains(n, StringComparison.Ordinal)))
            {
                return Earliest(i, sinceUtc, names);
            }
        }

        return null;
    }

    private DateTimeOffset Earliest(int from, DateTimeOffset sinceUtc, IReadOnlyList<string> names)
    {
        var found = _notices[from].AtUtc;
        for (var i = from; i >= 0 && _notices[i].AtUtc >= sinceUtc; i--)
        {
            found = names.Any(n => _notices[i].Body.Contains(n, StringComparison.Ordinal)) ? _notices[i].AtUtc : found;
        }

        return found;
    }

    private IEnumerable<Simulator.Phones.PhoneMessage> New(string phone)
    {
        var all = house.Doors.Phone(phone);
        var read = _read.GetValueOrDefault(phone);
        _read[phone] = all.Count;
        return all.Skip(read).Where(m => m.Direction == "in");
    }

    [GeneratedRegex("(?m)^Your code(?: now)?: (.*)$")]
    private static partial Regex CodeLine();

    [GeneratedRegex("[0-9](?: ?[0-9]){3,8}")]
    private static partial Regex Digits();
}
