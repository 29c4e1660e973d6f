using System.Globalization;
using Cendra.Server.Rehearsal.Play;
using Cendra.Simulator.Locks;
using Cendra.StaySimulation.Story;

namespace Cendra.StaySimulation;

/// <summary>A promise that was broken: which, when, and how.</summary>
internal sealed record Breach(string Promise, DateTimeOffset AtUtc, string Words)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Promise}  {AtUtc:ddd d MMM HH:mm:ss} UTC  {Words}");
}

/// <summary>
/// The promises as they look from outside: from the keypads and the phones alone, against what was booked. It knows nothing of rows, states or plans. A deviation that the promises
/// allow when a host is told becomes a breach at the moment by which nobody was.
/// </summary>
internal sealed partial class Judge(PlayHouse house, Watch watch)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private readonly Phones _phones = new(house);
    private readonly Doors _doors = new(house);
    private readonly Dictionary<string, Deviation> _deviations = [];
    private readonly Dictionary<(string Booking, string Door), DateTimeOffset> _lastProper = [];
    private readonly Dictionary<(string Door, string Digits), (string Booking, DateTimeOffset SeenUtc)> _used = [];
    private readonly List<Breach> _breaches = [];
    private readonly HashSet<string> _said = [];
    private readonly Dictionary<string, Told> _lastTold = [];
    private readonly Dictionary<string, string> _lastPhone = [];
    private readonly Dictionary<string, DateTimeOffset> _ranOut = [];
    private readonly Dictionary<string, DateTimeOffset> _openSince = [];
    private int _heard;

    /// <summary>Something that may be, if a host is told by the deadline.</summary>
    private sealed record Deviation(string Promise, string Words, DateTimeOffset SinceUtc, DateTimeOffset DeadlineUtc, DateTimeOffset ToldSinceUtc, string Door, string Property)
    {
        /// <summary>A host who knows of it makes it good.</summary>
        public bool IsExcusedByTelling { get; init; } = true;
    }

    public IReadOnlyList<Breach> Breaches => _breaches;

    public Phones Phones => _phones;

    /// <summary>What was seen at doors and phones, without digits.</summary>
    public List<(DateTimeOffset AtUtc, string Words)> Diary { get; } = [];

    /// <summary>Nothing happens until then: what had to be told by that time and was not is broken.</summary>
    public void Before(DateTimeOffset nextUtc)
    {
        foreach (var (key, d) in _deviations)
        {
            var isBroken = d.IsExcusedByTelling ? watch.CanTellUntil(d.DeadlineUtc) < nextUtc && !IsTold(d) : d.DeadlineUtc < nextUtc;
            if (isBroken && _said.Add(key))
            {
                _breaches.Add(new Breach(d.Promise, d.DeadlineUtc, $"{d.Words} since {Utc(d.SinceUtc)}{(d.IsExcusedByTelling ? ", and nobody was told" : "")}"));
            }
        }
    }

    /// <summary>A moment is over: doors and phones are looked at.</summary>
    public void After()
    {
        var now = house.NowUtc;
        var told = _phones.Read(watch.Bookings.Select(b => b.Booking.Phone).Distinct().ToList());
        var (came, went) = _doors.Read();
        WriteDown(told, came, went, now);
        foreach (var (phone, message) in told)
        {
            LookAtMessage(phone, message);
        }

        LookAtCame(came, now);
        LookAtWent(went, now);
        var found = new Dictionary<string, Func<DateTimeOffset, Deviation>>();
        LookAtOpen(found, now);
        LookAtGuests(found, now);
        LookAtDoubles(found);
        Keep(found, now);
    }

    private void WriteDown(IReadOnlyList<(string Phone, Told Told)> told, IReadOnlyList<OnLock> came, IReadOnlyList<OnLock> went, DateTimeOffset now)
    {
        Diary.AddRange(_phones.Notices.Skip(_heard).Select(n => (now, $"host is called: {n.Body.Replace("\n\n", " | ", StringComparison.Ordinal).Replace('\n', ' ')}")));
        _heard = _phones.Notices.Count;
        Diary.AddRange(told.Select(t => (now, $"{t.Phone} is told {t.Told.Digits.Count} codes: {t.Told.Body.Split('\n')[0]} {t.Told.Body.Split('\n').FirstOrDefault(l => l.StartsWith("It works", StringComparison.Ordinal))}")));
        Diary.AddRange(came.Select(c => (now, $"{DoorName(c.Door)} holds a code of {c.Person}, {c.FromUtc:u} to {c.UntilUtc:u}")));
        Diary.AddRange(went.Select(c => (now, $"{DoorName(c.Door)} does not hold the code of {c.Person} any more")));
    }

    private void Keep(Dictionary<string, Func<DateTimeOffset, Deviation>> found, DateTimeOffset now)
    {
        foreach (var gone in _deviations.Keys.Except(found.Keys).ToList())
        {
            _deviations.Remove(gone);
            _said.Remove(gone);
        }

        foreach (var (key, make) in found)
        {
            var known = _deviations.GetValueOrDefault(key);
            var made = make(known?.SinceUtc ?? now);
            _deviations[key] = made with { ToldSinceUtc = Earlier(made.ToldSinceUtc, known?.ToldSinceUtc ?? made.ToldSinceUtc) };
        }
    }

    private bool IsTold(Deviation d) => _phones.FirstNotice(d.ToldSinceUtc, d.Door, d.Property) is not null;

    private void Break(string promise, DateTimeOffset atUtc, string words)
    {
        if (_said.Add(promise + words))
        {
            _breaches.Add(new Breach(promise, atUtc, words));
        }
    }

    private Known? OwnerOf(OnLock code) => watch.Bookings.FirstOrDefault(b => b.Booking.Guest.StartsWith(code.Person + " ", StringComparison.Ordinal));

    /// <summary>Everybody who ever was a guest keeps a booking; a guest who was replaced owns nothing any more.</summary>
    private static bool Has(Known stay, string door) => stay.Property.Doors.Any(d => d.DeviceId == door);

    private static string DoorName(string deviceId) => Portfolio.Door(deviceId).Name;

    private static string Utc(DateTimeOffset at) => at.ToString("ddd d MMM HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>How long before check-in this door may open: programmed just in time, or in whole hours.</summary>
    private static DateTimeOffset OpensFrom(Known stay, LockBehaviour behaviour) => behaviour switch
    {
        LockBehaviour.JustInTime => stay.InUtc.AddMinutes(-60),
        LockBehaviour.OfflineCode => stay.InUtc.AddMinutes(-59),
        _ => stay.InUtc.AddMinutes(-1),
    };

    private DateTimeOffset OpensUntil(Known stay, PlayDoor door) =>
        door.Behaviour == LockBehaviour.OfflineCode ? stay.OutUtc.AddMinutes(59) : watch.EndUtc(stay) + TimeSpan.FromMinutes(door.Behaviour == LockBehaviour.JustInTime ? 2 : 1);
}
