using System.Text;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Photos;
using Cendra.Tests.World;
using Xunit;

namespace Cendra.Tests.Photos;

/// <summary>A picture keeps what it shows and loses what it says; whatever else comes is refused in words.</summary>
public sealed class PlainPictureTests
{
    private static readonly string[] Refusals = [PlainPicture.OtherKind, PlainPicture.Damaged, PlainPicture.Moves, PlainPicture.TooWide, PlainPicture.TooLarge];

    public static TheoryData<string, byte[], byte[]> Told() => new()
    {
        { "image/jpeg", Pictures.JpegOfAPhone(way: 1), Pictures.Jpeg(Pictures.JpegPart(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. new byte[20]])) },
        { "image/png", Pictures.PngOfAProgram(), Pictures.Png(Pictures.PngPart("gAMA", [0, 0, 177, 143])) },
        { "image/webp", Pictures.WebPOfAPhone(), Plain(Pictures.WebP()) },
    };

    [Theory]
    [MemberData(nameof(Told))]
    public void What_draws_stays_and_where_when_and_by_whom_goes_away(string kind, byte[] file, byte[] expected)
    {
        Assert.True(file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Pictures.Secret)) > 0);
        var picture = PlainPicture.Of(file, out var problem);
        Assert.Equal("", problem);
        Assert.Equal(kind, picture!.ContentType);
        Assert.Equal(expected, picture.Bytes);
        Assert.Equal(expected, PlainPicture.Of(picture.Bytes, out _)!.Bytes); // Taken in again nothing changes.
    }

    [Theory]
    [InlineData(true, 6)]
    [InlineData(false, 8)]
    public void A_photo_taken_on_its_side_still_stands_upright_and_says_nothing_else(bool small, ushort way)
    {
        var picture = PlainPicture.Of(Pictures.Jpeg(Pictures.JpegPart(0xE1, Pictures.Exif(way, small))), out _)!;
        Assert.True(picture.Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Pictures.Secret)) < 0);
        Assert.Equal(Pictures.Jpeg(Pictures.JpegPart(0xE1, [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)way, 0, 0, 0, 0, 0, 0])), picture.Bytes);
        Assert.Equal(picture.Bytes, PlainPicture.Of(picture.Bytes, out _)!.Bytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(40_000)]
    public void A_way_up_that_is_none_is_not_passed_on(ushort way) =>
        Assert.Equal(Pictures.Jpeg(), PlainPicture.Of(Pictures.Jpeg(Pictures.JpegPart(0xE1, Pictures.Exif(way))), out _)!.Bytes);

    [Fact]
    public void Other_files_are_refused_by_what_they_are_whatever_they_are_called()
    {
        foreach (var file in new[] { [], [0xFF], [0xFF, 0xD8], "<svg onload=alert(1)>"u8.ToArray(), "GIF89a..."u8.ToArray(), "RIFF\0\0\0\0WAVE"u8.ToArray(), "%PDF-1.7"u8.ToArray() })
        {
            Assert.Null(PlainPicture.Of(file, out var problem));
            Assert.Equal(PlainPicture.OtherKind, problem);
        }
    }

    [Fact]
    public void More_than_three_megabytes_or_ten_thousand_pixels_or_anything_that_moves_is_refused()
    {
        Assert.Equal(PlainPicture.TooLarge, ProblemOf(new byte[EntryPhoto.Largest + 1]));
        Assert.Equal(PlainPicture.TooWide, ProblemOf([0xFF, 0xD8, .. Pictures.JpegPart(0xC2, [8, 0, 8, 0x27, 0x11, 1, 1, 0x11, 0])]));
        byte[] png = Pictures.Png();
        png[16] = 0x7F;
        Assert.Equal(PlainPicture.TooWide, ProblemOf(png));
        Assert.Equal(PlainPicture.TooWide, ProblemOf(Pictures.Riff(Pictures.WebPPart("VP8X", [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0, 0, 0]))));
        Assert.Equal(PlainPicture.TooWide, ProblemOf(Pictures.Riff(Pictures.WebPPart("VP8L", [0x2F, 0xFF, 0xFF, 0xFF, 0xFF]))));
        Assert.Equal(PlainPicture.TooWide, ProblemOf(Pictures.Riff(Pictures.WebPPart("VP8 ", [0, 0, 0, 0x9D, 1, 0x2A, 0xFF, 0x3F, 1, 0]))));
        Assert.Equal(PlainPicture.Moves, ProblemOf(Pictures.Png(Pictures.PngPart("acTL", new byte[8]))));
        Assert.Equal(PlainPicture.Moves, ProblemOf(Pictures.WebP(Pictures.WebPPart("ANIM", new byte[6]))));
        Assert.Equal(PlainPicture.Moves, ProblemOf(Pictures.Riff(Pictures.WebPPart("VP8X", [2, 0, 0, 0, 0, 0, 0, 0, 0, 0]))));
    }

    [Fact]
    public void A_picture_that_ends_early_is_refused_at_whatever_byte_it_ends()
    {
        foreach (var whole in new[] { Pictures.Jpeg(), Pictures.Png(), Pictures.WebP() })
        {
            for (var length = 0; length < whole.Length; length++)
            {
                Assert.Null(PlainPicture.Of(whole.AsSpan(0, length), out var problem));
                Assert.Contains(problem, Refusals);
            }
        }
    }

    [Fact]
    public void Lengths_that_point_beyond_the_end_and_parts_out_of_order_are_refused()
    {
        byte[][] files =
        [
            [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 0, 0], [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0xFF, 0xD9], [0xFF, 0xD8, 0xFF, 0xD9], [0xFF, 0xD8, 0xFF, 0xD8, 0xFF, 0xD9], [0xFF, 0xD8, 0xFF, 0xFF, 0xFF],
            [.. Pictures.Png()[..8], 0xFF, 0xFF, 0xFF, 0xFF, .. "IHDR"u8, .. new byte[20]], [.. Pictures.Png()[..8], .. Pictures.PngPart("IDAT", [1]), .. Pictures.PngPart("IEND", [])],
            [.. Pictures.Png()[..8], .. Pictures.PngPart("IHDR", new byte[13])], Pictures.Png(Pictures.PngPart("EVIL", [])), Pictures.Png(Pictures.PngPart("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
            [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. "WEBP"u8], Pictures.Riff([]), Pictures.Riff([.. "VP8L"u8, 0xFF, 0xFF, 0xFF, 0x7F]), Pictures.Riff(Pictures.WebPPart("EXIF", [1])), Pictures.Riff(Pictures.WebPPart("VP8X", [0])),
        ];
        Assert.All(files, file => Assert.Equal(PlainPicture.Damaged, ProblemOf(file)));
    }

    /// <summary>Bent in thousands of ways, each known by its number: every answer is a picture of a known kind or a refusal in words.</summary>
    [Fact]
    public void Whatever_comes_is_a_picture_or_a_refusal()
    {
        byte[][] seeds = [Pictures.JpegOfAPhone(), Pictures.PngOfAProgram(), Pictures.WebPOfAPhone(), Pictures.Jpeg(Pictures.JpegPart(0xE1, Pictures.Exif(3, small: false)))];
        var refused = 0;
        for (var seed = 0; seed < 20_000; seed++)
        {
            using var dice = new SeededRandom(seed);
            var file = seeds[Below(dice, seeds.Length)].ToArray();
            for (var bends = 1 + Below(dice, 4); bends > 0; bends--)
            {
                file[Below(dice, file.Length)] = Below(dice, 3) switch { 0 => 0xFF, 1 => 0, _ => (byte)Below(dice, 256) };
            }

            file = Below(dice, 4) == 0 ? file[..Below(dice, file.Length)] : file;
            var picture = PlainPicture.Of(file, out var problem);
            Assert.True(picture is null ? Refusals.Contains(problem, StringComparer.Ordinal) : problem.Length == 0 && picture.Bytes.Length <= file.Length + 64, $"Seed {seed}");
            refused += picture is null ? 1 : 0;
        }

        Assert.InRange(refused, 1_000, 19_000);
    }

    private static int Below(SeededRandom dice, int bound)
    {
        Span<byte> bytes = stackalloc byte[4];
        dice.GetBytes(bytes);
        return (int)(BitConverter.ToUInt32(bytes) % (uint)bound);
    }

    private static string ProblemOf(byte[] file)
    {
        Assert.Null(PlainPicture.Of(file, out var problem));
        return problem;
    }

    /// <summary>A WebP whose head says that there is neither a camera's note nor a program's.</summary>
    private static byte[] Plain(byte[] webP)
    {
        webP[20] = 0;
        return webP;
    }
}
