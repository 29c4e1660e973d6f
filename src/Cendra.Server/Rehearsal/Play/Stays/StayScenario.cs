namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>Something that happens while a stay is played, beside what happens by itself.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="Icon">The sign before it.</param>
/// <param name="Words">What happens, as a host would tell it.</param>
/// <param name="IsTrouble">From here on a host should hear of it.</param>
/// <param name="DoAsync">Makes it happen.</param>
internal sealed record StayAct(DateTimeOffset AtUtc, string Icon, string Words, bool IsTrouble, Func<StayStage, CancellationToken, Task> DoAsync);

/// <summary>One way in which a stay may go: its title, what happens in words, and what is done to the played house.</summary>
internal abstract record StayScenario
{
    /// <summary>All that a host can choose, the plain one first.</summary>
    public static IReadOnlyList<StayScenario> All { get; } = [new NothingGoesWrong(), new ClocksChange(), new GuestStaysLonger(), new LockGoesOffline(), new LockIsFull(), new CancelledWhileOffline()];

    /// <summary>Its name in the program.</summary>
    public abstract string Key { get; }

    /// <summary>A few words on the page.</summary>
    public abstract string Title { get; }

    /// <summary>The sign before them.</summary>
    public abstract string Icon { get; }

    /// <summary>What happens, for this stay.</summary>
    public abstract string Words(StayPlan plan);

    /// <summary>Why it cannot be played for this stay; empty = it can.</summary>
    public virtual string WhyNot(StayPlan plan) => "";

    /// <summary>The plan as this scenario needs it: other dates, other locks.</summary>
    public virtual StayPlan Prepare(StayPlan plan, DateTimeOffset nowUtc) => plan;

    /// <summary>What is done, of a prepared plan.</summary>
    public virtual IReadOnlyList<StayAct> Acts(StayPlan plan) => [];
}
