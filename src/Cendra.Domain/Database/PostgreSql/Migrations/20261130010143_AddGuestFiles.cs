using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddGuestFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ProvenStayId",
                table: "ChannelIdentities",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "GuestFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MessageId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    ProviderMessageId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ProviderId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ContentType = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    CreatedUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    KeptUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RemovedUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DueAtUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GuestFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GuestFiles_Messages_MessageId",
                        column: x => x.MessageId,
                        principalTable: "Messages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_GuestFiles_DueAtUtc",
                table: "GuestFiles",
                column: "DueAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_GuestFiles_MessageId_Number",
                table: "GuestFiles",
                columns: new[] { "MessageId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "GuestFiles");

            migrationBuilder.DropColumn(
                name: "ProvenStayId",
                table: "ChannelIdentities");
        }
    }
}
