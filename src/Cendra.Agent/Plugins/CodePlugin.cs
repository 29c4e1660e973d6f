using System.ComponentModel;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Plugins;

/// <summary>
/// The code that the guest has: whether what they typed is it, and a wish for another. A code that was told changes by a host's order, a replaced guest or the lock's refusal alone (P4), so a wish goes to the host and the
/// code stays as it is.
/// </summary>
internal sealed class CodePlugin(BoundTurn bound) : ITurnPlugin
{
    private const int MostChecks = 2;

    /// <inheritdoc />
    public IEnumerable<OfferedTool> Offered()
    {
        if (bound.Decision.Answer is not (DisclosureAnswer.Share or DisclosureAnswer.NoCodeYet))
        {
            yield break;
        }

        if (Typed != TypedCode.None)
        {
            yield return new OfferedTool(KernelFunctionFactory.CreateFromMethod(CheckTypedCode, nameof(CheckTypedCode), "Whether the digits that the guest typed are this stay's code, and how they differ."), MostChecks);
        }

        yield return new OfferedTool(KernelFunctionFactory.CreateFromMethod(RequestNewCode, nameof(RequestNewCode), "Asks the host for another code, because the guest says that others know theirs or that it was lost. The code stays as it is until the host gives another."), 1);
    }

    private TypedCode Typed => bound.Turn.New.Select(l => l.Typed).LastOrDefault(t => t.IsOfDoor());

    public string CheckTypedCode()
    {
        bound.Deeds.Note($"CheckTypedCode: {(Typed == TypedCode.Match ? "it is this stay's code" : "it is not this stay's code")}");
        return Typed switch
        {
            TypedCode.Match => "It is this stay's code.",
            TypedCode.Swapped => "It is not: two digits beside each other stand the wrong way round.",
            TypedCode.OneOther => "It is not: one digit is another one.",
            TypedCode.OneMissing => "It is not: one digit is missing.",
            TypedCode.OneTooMany => "It is not: there is one digit too many.",
            _ => "It is not. Say nothing about whose it may be.",
        };
    }

    public string RequestNewCode([Description("SeenByOthers, Lost or Other")] string reason)
    {
        var why = reason switch { "SeenByOthers" => "others may know the code", "Lost" => "the guest lost it", _ => "the guest gave another reason" };
        bound.Deeds.Note($"RequestNewCode: the host was asked, because {why}");
        bound.Deeds.Did(Deed.NewCodeAsked);
        bound.Deeds.Call(Calls.NewCodeWanted(why));
        return "Sent to the host. The code stays as it is until the host gives another. Say so.";
    }
}
