using Cendra.Server.Rehearsal.Play;
using Cendra.Simulator;
using Cendra.Simulator.Locks;
using Cendra.StaySimulation.Story;

namespace Cendra.StaySimulation.Run;

/// <summary>Carries the acts of a story out on a house, and counts those that took effect.</summary>
internal sealed class Stage(PlayHouse house, KillSwitch kill, Counts counts, Watch watch)
{
    private static readonly TimeSpan SendsAgainAfter = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, (PlayFault Fault, int Left)> _failing = [];
    private readonly Dictionary<string, int> _refusalsAhead = [];

    /// <summary>Of a call on the wire: what becomes of it.</summary>
    public PlayFault FaultOf(string path)
    {
        var route = path.EndsWith("/Messages.json", StringComparison.Ordinal) ? "/Messages.json" : path;
        if (!_failing.TryGetValue(route, out var failing) || failing.Left == 0)
        {
            return PlayFault.None;
        }

        _failing[route] = (failing.Fault, failing.Left - 1);
        counts.Add($"call failed: {failing.Fault}");
        watch.Trouble(house.NowUtc, null);
        return failing.Fault;
    }

    /// <summary>The act happens; what the PMS has to say again comes back as an act of later.</summary>
    public async Task<Act?> DoAsync(Act act)
    {
        switch (act)
        {
            case PmsSays says:
                return await SayAsync(says);
            case LockOnline online:
                SetOnline(online);
                break;
            case LockRefuses refuses:
                Ask(() => (refuses.Removals ? (Action<string, int>)house.Doors.FailNextRemovals : house.Doors.FailNextSets)(refuses.Door, refuses.Count));
                watch.Trouble(act.AtUtc, refuses.Door);
                break;
            case EditedAtLock edited:
                if (house.Doors.ChangeExternally(edited.Door, edited.Change) is { } codeId)
                {
                    counts.Add($"edited at a lock: {edited.Change}");
                    watch.Edited(house.NowUtc, edited.Door, codeId, edited.Change == ExternalChange.Removed);
                }

                break;
            case CallsFail fail:
                _failing[fail.Route] = (fail.Fault, fail.Count);
                break;
            case Outage outage:
                SetOutage(outage);
                break;
            case AccountCut cut:
                Switch(cut.Begins, house.Doors.DisconnectAccount, house.Doors.ReconnectAccount);
                counts.Add("lock accounts cut off", cut.Begins ? 1 : 0);
                watch.Outage(house.NowUtc, twilio: false, cut.Begins);
                house.Walk.LookSoon();
                break;
            case WebhooksGoAstray astray:
                LoseWebhooks(astray);
                break;
            case Kill death:
                kill.Arm(death.AfterMoments);
                break;
            default:
                throw new InvalidOperationException($"{act.GetType().Name} cannot be played.");
        }

        return null;
    }

    /// <summary>A moment is over: a lock that was asked to refuse does so when it is next told something, days later perhaps.</summary>
    public void LookForRefusals()
    {
        foreach (var door in Portfolio.Doors)
        {
            var ahead = house.Doors.RefusalsAhead(door);
            if (ahead < _refusalsAhead.GetValueOrDefault(door))
            {
                watch.Refused(house.NowUtc, door);
            }

            _refusalsAhead[door] = ahead;
        }
    }

    /// <summary>All trouble is over.</summary>
    public void Calm()
    {
        _failing.Clear();
        foreach (var door in Portfolio.Doors)
        {
            house.Doors.BringOnline(door);
            Ask(() => house.Doors.FailNextSets(door, 0));
            Ask(() => house.Doors.FailNextRemovals(door, 0));
        }

        house.Doors.EndOutage();
        house.Doors.EndMessagesOutage();
        house.Doors.ReconnectAccount();
        house.Walk.LookSoon();
    }

    /// <summary>The story is over: what was asked for and never happened does not count.</summary>
    public void Leave() => Count(house.Doors.FaultsAhead(), -1);

    private async Task<Act?> SayAsync(PmsSays says)
    {
        var status = await house.SendAsync(says.Booking, says.Copies, CancellationToken.None);
        if (status is not (200 or 202))
        {
            counts.Add("PMS had to send again");
            return says with { AtUtc = house.NowUtc + SendsAgainAfter };
        }

        counts.Add("PMS message lost", says.LostBefore);
        counts.Add("PMS message doubled", says.Copies - 1);
        counts.Add("PMS message overtaken", watch.Heard(house.NowUtc, says.Booking) ? 0 : 1);
        counts.Add($"booking: {says.What}");
        return null;
    }

    private void SetOnline(LockOnline online)
    {
        if (online.Online)
        {
            house.Doors.BringOnline(online.Door);
        }
        else
        {
            house.Doors.TakeOffline(online.Door);
            counts.Add("lock went offline");
        }

        watch.Online(house.NowUtc, online.Door, online.Online);
        house.Walk.LookSoon();
    }

    private void SetOutage(Outage outage)
    {
        Action<bool> set = outage.Twilio
            ? begins => Switch(begins, house.Doors.StartMessagesOutage, house.Doors.EndMessagesOutage)
            : begins => Switch(begins, () => house.Doors.StartOutage("*"), house.Doors.EndOutage);
        set(outage.Begins);
        counts.Add(outage.Twilio ? "Twilio was down" : "Seam was down", outage.Begins ? 1 : 0);
        watch.Outage(house.NowUtc, outage.Twilio, outage.Begins);
        house.Walk.LookSoon();
    }

    private static void Switch(bool on, Action begin, Action end) => (on ? begin : end)();

    private void LoseWebhooks(WebhooksGoAstray a)
    {
        Action<int> set = (a.Twilio, a.Way) switch
        {
            (false, OnTheWay.Lost) => house.Doors.DropNextWebhooks,
            (false, OnTheWay.Doubled) => house.Doors.DuplicateNextWebhooks,
            (false, _) => house.Doors.ReorderNextWebhooks,
            (true, OnTheWay.Lost) => house.Doors.DropNextCallbacks,
            (true, OnTheWay.Doubled) => house.Doors.DuplicateNextCallbacks,
            (true, _) => house.Doors.ReorderNextCallbacks,
        };
        Ask(() => set(a.Count));
        watch.Trouble(house.NowUtc, null);
    }

    /// <summary>Counts what was asked for, without what a new wish takes the place of; <see cref="Leave"/> takes back what never came to pass.</summary>
    private void Ask(Action wish)
    {
        var before = house.Doors.FaultsAhead();
        wish();
        Count(before, -1);
        Count(house.Doors.FaultsAhead(), 1);
    }

    private void Count(FaultsAhead ahead, int sign)
    {
        (string What, int Count)[] all =
        [
            ("lock refused a code", ahead.Sets), ("lock refused a removal", ahead.Removals),
            ("Seam webhook lost", ahead.Webhooks.Dropped), ("Seam webhook doubled", ahead.Webhooks.Doubled), ("Seam webhook reordered", ahead.Webhooks.Reordered),
            ("Twilio report lost", ahead.Callbacks.Dropped), ("Twilio report doubled", ahead.Callbacks.Doubled), ("Twilio report reordered", ahead.Callbacks.Reordered),
        ];
        foreach (var (what, count) in all)
        {
            counts.Add(what, sign * count);
        }
    }
}
