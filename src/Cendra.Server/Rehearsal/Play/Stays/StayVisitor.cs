using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Words;
using Cendra.Server.Security;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>Whoever comes: types the code ten minutes after check-in at every door on the way, and again until all have opened. One who gets no messages is handed the code by a host.</summary>
internal sealed class StayVisitor
{
    private const int MostTries = 40;
    private static readonly TimeSpan Comes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan TriesAgain = TimeSpan.FromMinutes(30);
    private static readonly SignedInHost Host = new(Guid.Empty, "A host", HostRoles.Owner, PropertyScope.All);
    private readonly PlayHouse _house;
    private readonly StayPlan _plan;
    private readonly StayPortfolio _portfolio;
    private readonly StayStage _stage;
    private readonly StayRecord _record;
    private DateTimeOffset? _comesUtc;
    private DateTimeOffset? _askedUtc;
    private int _tries;
    private string _noted = "";

    public StayVisitor(PlayHouse house, StayPlan plan, StayPortfolio portfolio, StayStage stage, StayRecord record)
    {
        (_house, _plan, _portfolio, _stage, _record) = (house, plan, portfolio, stage, record);
        _comesUtc = Instants.Later(plan.Window.CheckInUtc, plan.BookedUtc) + Comes;
        _askedUtc = plan.IsHandedOver ? Instants.Later(plan.Window.CheckInUtc.AddHours(-1), plan.BookedUtc.AddMinutes(5)) : null;
    }

    /// <summary>When something is done next; null = nothing any more.</summary>
    public DateTimeOffset? DueUtc => Instants.Earliest(_comesUtc, _askedUtc);

    /// <summary>Does what is due by now.</summary>
    public async Task StepAsync(CancellationToken ct)
    {
        if (_record.CancelledUtc is not null)
        {
            (_comesUtc, _askedUtc) = (null, null);
        }

        if (_askedUtc <= _house.NowUtc)
        {
            _askedUtc = null;
            await AskAsync(ct);
        }

        if (_comesUtc <= _house.NowUtc)
        {
            if (_plan.IsHandedOver && _record.Told.Count == 0)
            {
                await AskAsync(ct);
            }

            var isIn = Type();
            _comesUtc = isIn || ++_tries >= MostTries || _house.NowUtc >= _plan.Window.CheckOutUtc - TriesAgain ? null : _house.NowUtc + TriesAgain;
        }
    }

    /// <summary>A host looks the code up as on the page of the stay.</summary>
    private async Task AskAsync(CancellationToken ct)
    {
        if (await _stage.StayIdAsync(ct) is not { } id)
        {
            return;
        }

        var services = _house.Services;
        _house.Walk.RowsChanged();
        var reveal = new CodeReveal(services.GetRequiredService<CendraDatabase>(), services.GetRequiredService<PinVault>(), services.GetRequiredService<StayClock>());
        var shown = await reveal.RunAsync(id, "for whoever comes", Host, ct);
        if (shown.Outcome == RevealOutcome.Shown)
        {
            _record.Told.Add(new ToldCode(_house.NowUtc, [.. shown.Pins.Select(p => p.Digits)]));
        }

        Note("Person", shown.Outcome == RevealOutcome.Shown ? "A host looks the code up and hands it over" : "A host looks for the code: there is none yet", "human", "eye");
    }

    /// <summary>At every door on the way; true when all opened.</summary>
    private bool Type()
    {
        var doors = _plan.Doors.Where(d => d.Role != DoorRole.Extra).ToList();
        if (_record.Held.Count == 0)
        {
            Note("Person", $"{Say.Who(_plan.Stay.Kind)} stands before {doors[0].DoorName} without a code", "risk", "user");
            return false;
        }

        foreach (var door in doors)
        {
            var digits = _record.Codes.Find(c => c.Door == door && _record.Held.Contains(c.Digits) && c.OpensAt(_house.NowUtc))?.Digits ?? _record.Held[0];
            var opened = _house.Doors.PressKeypad(_portfolio.DeviceOf(door.LockId), digits).Opened;
            _record.Typed.Add(new Typed(_house.NowUtc, door, opened));
            Note("Door", opened ? $"{door.DoorName} opens with the code" : $"{door.DoorName} stays shut when the code is typed", opened ? "ready" : "risk", opened ? "door-open" : "octagon-x");
            if (!opened)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Once: whoever still stands there half an hour later is no news.</summary>
    private void Note(string source, string text, string node, string icon)
    {
        if (_noted != text)
        {
            _noted = text;
            _record.Timeline.Add(new Happening(_house.NowUtc, source, text, "", node, icon));
        }
    }
}
