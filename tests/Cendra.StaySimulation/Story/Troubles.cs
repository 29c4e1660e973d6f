using Cendra.Server.Rehearsal.Play;
using Cendra.Simulator.Locks;

namespace Cendra.StaySimulation.Story;

/// <summary>All that goes wrong in a story. Half of it close to an arrival or to something that the PMS says, where it hurts.</summary>
internal sealed class Troubles(Dice dice, DateTimeOffset startsAtUtc, int days, IReadOnlyList<DateTimeOffset> tender)
{
    private static readonly string[] Routes = ["/access_codes/create", "/access_codes/update", "/access_codes/delete", "/access_codes/get", "/access_codes/list", "/devices/get", "/Messages.json"];
    private static readonly PlayFault[] Faults = [PlayFault.TooMany, PlayFault.ServerError, PlayFault.LateAnswer, PlayFault.NoAnswer];
    private readonly List<Act> _acts = [];

    public IReadOnlyList<Act> Tell()
    {
        Often(8, () => Offline(dice.Pick(Portfolio.Connected)));
        Often(8, () => Add(new LockRefuses(When(), dice.Pick(Portfolio.Connected), Removals: false, dice.Between(1, 3))));
        Often(8, () => Add(new LockRefuses(When(), dice.Pick(Portfolio.Connected), Removals: true, dice.Between(1, 3))));
        Often(5, () => Add(new EditedAtLock(When(), dice.Pick(Portfolio.Connected), dice.Pick([ExternalChange.Modified, ExternalChange.Removed, ExternalChange.Added]))));
        Often(24, () => Add(new CallsFail(When(), dice.Pick(Routes), dice.Pick(Faults), dice.Between(1, 4))));
        Often(3, () => Down(twilio: false, dice.Minutes(10, 300)));
        Often(2, CutOff);
        Often(2, () => Down(twilio: true, dice.Minutes(5, 60)));
        foreach (var way in Enum.GetValues<OnTheWay>())
        {
            Often(8, () => Add(new WebhooksGoAstray(When(), Twilio: false, way, dice.Between(1, 5))));
            Often(4, () => Add(new WebhooksGoAstray(When(), Twilio: true, way, dice.Between(1, 3))));
        }

        Often(14, () => Add(new Kill(When(), dice.Between(1, dice.Pick([6, 30, 90])))));
        return _acts;
    }

    /// <summary>So many in ninety days.</summary>
    private void Often(int inNinetyDays, Action happen)
    {
        var hundredths = inNinetyDays * 100 * days / 90;
        var count = (hundredths / 100) + (dice.Below(100) < hundredths % 100 ? 1 : 0);
        for (var i = 0; i < count; i++)
        {
            happen();
        }
    }

    private DateTimeOffset When() => tender.Count > 0 && dice.Percent(60)
        ? dice.Pick(tender) - dice.Minutes(-3, dice.Pick([5, 75, 300]))
        : startsAtUtc + dice.Minutes(120, days * 1440);

    private void Offline(string door)
    {
        var at = When();
        Add(new LockOnline(at, door, Online: false));
        Add(new LockOnline(at + dice.Minutes(5, dice.Pick([60, 600, 1800])), door, Online: true));
    }

    private void CutOff()
    {
        var at = When();
        Add(new AccountCut(at, Begins: true));
        Add(new AccountCut(at + dice.Minutes(10, 240), Begins: false));
    }

    private void Down(bool twilio, TimeSpan time)
    {
        var at = When();
        Add(new Outage(at, twilio, Begins: true));
        Add(new Outage(at + time, twilio, Begins: false));
    }

    private void Add(Act act) => _acts.Add(act);
}
