using Cendra.Domain.Access;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static Cendra.Tests.Access.CodeStates;

namespace Cendra.Tests.Access;

/// <summary>What no order, repetition or delay of readings and events can do to a code.</summary>
public sealed class AccessCodeLawTests
{
    private static readonly AccessCodeState[] AfterRemoval =
        [AccessCodeState.Removing, AccessCodeState.Revoked, AccessCodeState.EndedByLock, AccessCodeState.Unproven];

    [Property(MaxTest = 500)]
    public Property No_reading_and_no_use_undoes_an_ordered_removal() =>
        Prop.ForAll(Gen.Elements(AfterRemoval).ToArbitrary(), Happenings().ListOf().ToArbitrary(), (state, happenings) =>
        {
            var code = In(state);
            happenings.ToList().ForEach(h => h(code));
            return code.State == state;
        });

    [Property(MaxTest = 500)]
    public Property Readings_and_uses_alone_never_end_a_code() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<AccessCodeState>()).ToArbitrary(), Happenings().ListOf().ToArbitrary(), (state, happenings) =>
        {
            var code = In(state);
            var ended = code.EndedUtc;
            happenings.ToList().ForEach(h => h(code));
            return code.EndedUtc == ended
                && (code.State == state || code.State is not (AccessCodeState.Revoked or AccessCodeState.EndedByLock or AccessCodeState.Unproven));
        });

    [Property(MaxTest = 500)]
    public Property Late_repeated_and_reordered_uses_give_the_same_end_state() => Prop.ForAll(Shuffled().ToArbitrary(), orders =>
    {
        var (state, one, other) = orders;
        return After(state, one) == After(state, other);
    });

    [Property(MaxTest = 500)]
    public Property First_and_last_use_are_the_earliest_and_the_latest() => Prop.ForAll(Minutes().NonEmptyListOf().ToArbitrary(), minutes =>
    {
        var code = In(AccessCodeState.Active);
        minutes.ToList().ForEach(m => code.MarkUsed(From.AddMinutes(m)));
        return code.FirstUsedUtc == From.AddMinutes(minutes.Min()) && code.LastUsedUtc == From.AddMinutes(minutes.Max()) && code.State == AccessCodeState.InUse;
    });

    private static (AccessCodeState, DateTimeOffset?, DateTimeOffset?) After(AccessCodeState state, int[] minutes)
    {
        var code = In(state);
        foreach (var minute in minutes)
        {
            code.MarkUsed(From.AddMinutes(minute));
            if (code.State is AccessCodeState.Active or AccessCodeState.InUse)
            {
                code.Observe(Reading(CodePresence.Working), From);
            }
        }

        return (code.State, code.FirstUsedUtc, code.LastUsedUtc);
    }

    private static Gen<Action<AccessCode>> Happenings() => Gen.OneOf(
        from presence in Gen.Elements(Enum.GetValues<CodePresence>())
        from trouble in Gen.Elements(Enum.GetValues<AccessCodeFault>())
        select (Action<AccessCode>)(code => code.Observe(Reading(presence, trouble), Until.AddHours(1))),
        Minutes().Select(m => (Action<AccessCode>)(code => code.MarkUsed(From.AddMinutes(m)))));

    /// <summary>The same uses twice: once in order, once in another order with some of them again.</summary>
    private static Gen<(AccessCodeState State, int[] One, int[] Other)> Shuffled() =>
        from state in Gen.Elements(Enum.GetValues<AccessCodeState>())
        from minutes in Minutes().NonEmptyListOf()
        from again in Gen.SubListOf<int>(minutes)
        from other in Gen.Shuffle(minutes.Concat(again).ToArray())
        select (state, minutes.ToArray(), other.ToArray());

    private static Gen<int> Minutes() => Gen.Choose(-120, 4000);
}
