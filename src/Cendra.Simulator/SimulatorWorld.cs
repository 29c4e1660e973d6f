using System.Security.Cryptography;
using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Twilio;
using Cendra.Simulator.Webhooks;

namespace Cendra.Simulator;

/// <summary>
/// Virtual doors behind Seam's wire, and phones behind Twilio's. One lock around everything: every method may be called from any thread. Every call first lets happen
/// what is due by now, in the order of its due moments; a change is on disk (where there is a folder) before the call returns.
/// </summary>
public sealed partial class SimulatorWorld : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim moving = new(1, 1);
    private readonly List<SeamCall> calls = [];
    private readonly WorldState state;
    private readonly StateFile file;
    private readonly World world;
    private readonly WebhookQueue webhooks;
    private readonly CodeLife life;
    private readonly Keypad keypad;
    private readonly DoorFaults faults;
    private readonly Seam.SeamApi seam;
    private readonly SignedPost? post;
    private readonly TwilioSide twilio;

    /// <param name="settings">Keys and folder; the folder's world is taken up again.</param>
    /// <param name="time">The machine's clock or a test's; the world's own clock is this one plus an offset.</param>
    /// <param name="random">Source of ids, digits and secrets; <see cref="SeededRandomNumberGenerator"/> makes runs repeat.</param>
    /// <param name="outbound">Carries webhooks and PMS messages out; null: nothing is delivered. Not disposed.</param>
    /// <param name="from">What <see cref="ToText"/> of another world gave: this one goes on from there. Null: as the folder has it, else new.</param>
    public SimulatorWorld(SimulatorSettings settings, TimeProvider time, RandomNumberGenerator random, HttpMessageInvoker? outbound = null, string? from = null)
    {
        Settings = settings;
        Clock = new SimulatorClock(time);
        file = new StateFile(settings.Folder);
        state = (from is null ? file.Load() : StateFile.FromText(from)) ?? new WorldState { NowUtc = time.GetUtcNow(), CreatedAtUtc = time.GetUtcNow() };
        Clock.Restore(state.ClockOffset);
        var ids = new IdMaker(random, state);
        if (state.WorkspaceId.Length == 0)
        {
            state.WorkspaceId = ids.NewId();
        }

        var way = outbound is null ? null : new OutboundCall(outbound, time);
        post = way is null ? null : new SignedPost(way);
        webhooks = new WebhookQueue(state, ids, canDeliver: outbound is not null);
        world = new World(state, ids, webhooks, settings.EventsKept);
        var times = new CodeTimes(world);
        life = new CodeLife(world, times, new CodeProgramming(world, times), new OfflinePins(world, times));
        keypad = new Keypad(world);
        faults = new DoorFaults(world, life, keypad);
        seam = new Seam.SeamApi(world, life, times, keypad, settings.SeamApiKey);
        twilio = new TwilioSide(world, settings, way);
    }

    /// <summary>The world's clock; give it to code that must agree with the doors.</summary>
    public SimulatorClock Clock { get; }

    internal SimulatorSettings Settings { get; }

    /// <summary>Doors, codes, phones and messages as they stand, digits included: for another world in memory, never for a file or a log.</summary>
    public string ToText()
    {
        lock (gate)
        {
            return StateFile.Text(state);
        }
    }

    /// <summary>Frees what the world holds; it must not be used afterwards.</summary>
    public void Dispose() => moving.Dispose();

    /// <summary>Runs one change of the world: first everything due, then the change, then the save.</summary>
    private T Change<T>(Func<World, T> change) => Run(change, saves: true);

    /// <summary>Looks at the world after everything due has happened.</summary>
    private T Look<T>(Func<World, T> look) => Run(look, saves: false);

    private T Run<T>(Func<World, T> act, bool saves)
    {
        lock (gate)
        {
            var happened = Happen(Clock.GetUtcNow());
            var outcome = act(world);
            if (saves || happened)
            {
                Save();
            }

            return outcome;
        }
    }

    private void Change(Action<World> change) => Change(one =>
    {
        change(one);
        return true;
    });

    private void Save()
    {
        state.ClockOffset = Clock.Offset;
        file.Save(state);
    }
}
